package daka.web.access;

import daka.web.http.ProblemException;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.regex.Pattern;

/// Keeps the kiosk's listener to the kiosk's own pages. There is no login on it, so a page from
/// elsewhere in a browser on this machine must not get through by a name that leads here (DNS
/// rebinding), nor by posting to it (CSRF). The cookie of an unlocked page counts only behind this.
public final class LoopbackGuard implements Resource {
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

  private static final String PASSED = "daka.loopback";

  /// What a browser says of a request that one of our pages, or a person at the browser, makes.
  private static final List<String> OWN_SITE = List.of("same-origin", "none");

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
    String site = ctx.header("Sec-Fetch-Site");
    if (site != null && !OWN_SITE.contains(site) && !isNavigation(ctx)) {
      throw ProblemException.of(
          HttpStatus.FORBIDDEN, "only the kiosk's own pages may ask here, not one of another site");
    }
    ctx.attribute(PASSED, true);
  }

  /// Whether somebody goes to a page here, such as from the one a browser begins with.
  private static boolean isNavigation(Context ctx) {
    return ctx.method().equals(HandlerType.GET)
        && "navigate".equals(ctx.header("Sec-Fetch-Mode"))
        && "document".equals(ctx.header("Sec-Fetch-Dest"));
  }

  /// Whether the request came to the kiosk's own listener, from its own pages as far as can be
  /// told.
  public static boolean hasPassed(Context ctx) {
    return Boolean.TRUE.equals(ctx.attribute(PASSED));
  }

  private static boolean isOurs(String origin, String host) {
    return ("http://" + host).equalsIgnoreCase(origin);
  }
}
