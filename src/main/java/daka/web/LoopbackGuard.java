package daka.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.regex.Pattern;

/// Keeps the kiosk's listener to the kiosk's own pages. There is no login on it, so a page from
/// elsewhere in a browser on this machine must not get through by a name that leads here (DNS
/// rebinding), nor by posting to it (CSRF).
final class LoopbackGuard implements Resource {
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

  @Override
  public void addTo(RoutesConfig routes) {
    routes.before(LoopbackGuard::check);
  }

  private static void check(Context ctx) {
    String host = ctx.header(Header.HOST);
    if (host == null || !LOOPBACK.matcher(host).matches()) {
      throw ProblemException.of(
          HttpStatus.MISDIRECTED_REQUEST,
          "this listener is the kiosk's own; address it as 127.0.0.1 or localhost");
    }
    String origin = ctx.header(Header.ORIGIN);
    if (origin != null && !isOurs(origin, host)) {
      throw ProblemException.of(
          HttpStatus.FORBIDDEN,
          "only the kiosk's own pages may ask here, not a page from elsewhere");
    }
  }

  private static boolean isOurs(String origin, String host) {
    return ("http://" + host).equalsIgnoreCase(origin);
  }
}
