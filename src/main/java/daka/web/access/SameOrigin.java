package daka.web.access;

import daka.web.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.Set;

/// Keeps pages of other sites from acting for somebody who is signed in (CSRF), and from signing
/// somebody in. Browsers say in `Sec-Fetch-Site` where a request comes from, older ones in
/// `Origin`; what says neither, or something else, is refused.
public final class SameOrigin {
  private static final Set<HandlerType> READING =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  private SameOrigin() {}

  /// Whether a request could change something.
  static boolean isWrite(Context ctx) {
    return !READING.contains(ctx.method());
  }

  /// @throws ProblemException 403 if the request is not known to come from a page of this host
  public static void check(Context ctx) {
    String site = ctx.header("Sec-Fetch-Site");
    boolean own = site == null ? isOwn(ctx) : site.equals("same-origin");
    if (!own) {
      throw ProblemException.of(
          HttpStatus.FORBIDDEN,
          "this is done by the office's own pages only: the request must say Sec-Fetch-Site:"
              + " same-origin, as browsers do, or Origin with the address that is asked; a program"
              + " sends Authorization: Bearer TOKEN and no cookie");
    }
  }

  private static boolean isOwn(Context ctx) {
    String origin = ctx.header(Header.ORIGIN);
    String host = ctx.header(Header.HOST);
    return origin != null && host != null && origin.equalsIgnoreCase("https://" + host);
  }
}
