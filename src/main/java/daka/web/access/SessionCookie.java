package daka.web.access;

import daka.store.account.SignIns;
import io.javalin.http.Context;
import io.javalin.http.Header;
import org.jspecify.annotations.Nullable;

/// The cookie of somebody who has signed in. Its name begins with `__Host-`, so browsers take it
/// over TLS from this host alone, for the whole of it; no script reads it, and no other site's
/// request carries it. It has no end of its own: browsers forget it when they are closed.
public final class SessionCookie {
  static final String NAME = "__Host-daka";
  private static final String TERMS = "; Path=/; Secure; HttpOnly; SameSite=Strict";

  private SessionCookie() {}

  /// What the request carries as a cookie of this name, or null. A browser has at most one; if
  /// there are several, the first is taken.
  static @Nullable String find(Context ctx) {
    String header = ctx.header(Header.COOKIE);
    if (header == null) {
      return null;
    }
    for (String pair : header.split(";", -1)) {
      String[] parts = pair.strip().split("=", 2);
      if (parts.length == 2 && parts[0].equals(NAME)) {
        return parts[1];
      }
    }
    return null;
  }

  /// Gives the browser the cookie of a session.
  public static void give(Context ctx, SignIns.Begun begun) {
    ctx.header(Header.SET_COOKIE, NAME + "=" + begun.secret() + TERMS);
  }

  /// Has the browser forget it.
  public static void take(Context ctx) {
    ctx.header(Header.SET_COOKIE, NAME + "=" + TERMS + "; Max-Age=0");
  }
}
