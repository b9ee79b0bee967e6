package daka.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Header;

/// The headers that keep browsers from doing with an answer what it is not meant for. A resource
/// may replace them by its own.
public final class SafeHeaders implements Resource {

  @Override
  public void addTo(RoutesConfig routes) {
    routes.before(
        ctx -> {
          ctx.header(Header.X_CONTENT_TYPE_OPTIONS, "nosniff");
          ctx.header(Header.CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
          ctx.header(Header.CROSS_ORIGIN_RESOURCE_POLICY, "same-origin");
          ctx.header(Header.REFERRER_POLICY, "no-referrer");
          ctx.header(Header.CACHE_CONTROL, "no-store");
        });
  }
}
