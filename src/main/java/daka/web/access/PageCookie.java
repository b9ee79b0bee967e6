package daka.web.access;

import daka.screen.PageKey;
import daka.web.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Tells the kiosk's own pages apart. A browser has a cookie that scripts cannot read, and each
/// page that was loaded in it a name of its own, which is no secret: so what is unlocked on one
/// page is not unlocked on another, nor for whoever only knows the name.
///
/// Cookies are signed with a key of this run: after a restart each browser gets a new one. Safe for
/// use by several threads.
public final class PageCookie {
  static final String COOKIE = "daka-page";
  static final String HEADER = "Daka-Page";
  private static final Pattern NAME = Pattern.compile("(screen|board)-[0-9a-f]{8,32}");

  /// What counts as one source of guesses besides the two kinds of pages.
  private static final String OTHER = "other";

  private static final int BYTES = 16;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] KEY = random(32);

  private PageCookie() {}

  /// The page that asks. A browser that has no cookie gets one with the answer.
  ///
  /// @param name as in [#name(Context)] or of a query
  public static PageKey of(Context ctx, String name) {
    String cookie = cookie(ctx);
    return new PageKey(cookie == null ? give(ctx) : cookie, name);
  }

  /// The page that asks, or null if its browser has no cookie of this kiosk.
  public static @Nullable PageKey find(Context ctx) {
    String cookie = cookie(ctx);
    return cookie == null ? null : new PageKey(cookie, name(ctx));
  }

  /// The name in the header of a request; empty if there is none.
  public static String name(Context ctx) {
    return name(ctx.header(HEADER));
  }

  /// @throws ProblemException 400 if it is not as the pages draw it
  public static String name(@Nullable String given) {
    if (given == null || given.isEmpty()) {
      return "";
    }
    if (!NAME.matcher(given).matches()) {
      throw ProblemException.badRequest(
          "the name of a page is screen- or board- and 8 to 32 hexadecimal digits");
    }
    return given;
  }

  /// Which of the kiosk's screens asks: `screen`, `board` or `other`.
  public static String source(Context ctx) {
    String name = name(ctx);
    return name.isEmpty() ? OTHER : name.substring(0, name.indexOf('-'));
  }

  private static String give(Context ctx) {
    String text = BASE64.encodeToString(random(BYTES));
    String cookie = text + "." + BASE64.encodeToString(signature(text));
    ctx.header(Header.SET_COOKIE, COOKIE + "=" + cookie + "; Path=/; HttpOnly; SameSite=Strict");
    return cookie;
  }

  /// The first cookie of ours that the request carries; of another service on this machine, which
  /// the browser sends along since cookies ignore ports, none is.
  private static @Nullable String cookie(Context ctx) {
    String header = ctx.header(Header.COOKIE);
    if (header == null) {
      return null;
    }
    for (String pair : header.split(";", -1)) {
      String[] parts = pair.strip().split("=", 2);
      if (parts.length == 2 && parts[0].equals(COOKIE) && isOurs(parts[1])) {
        return parts[1];
      }
    }
    return null;
  }

  private static boolean isOurs(String cookie) {
    String[] parts = cookie.split("\\.", -1);
    return parts.length == 2
        && MessageDigest.isEqual(
            BASE64.encodeToString(signature(parts[0])).getBytes(StandardCharsets.UTF_8),
            parts[1].getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256, which every Java must have", e);
    }
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }
}
