package daka.web.metrics;

import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.http.Query;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;

/// `GET /metrics`: the kiosk's figures as Prometheus reads them. Until somebody asks, nothing of
/// Prometheus's library is loaded.
public final class Metrics implements Resource {
  private final Access access;
  private final KioskFigures figures;

  public Metrics(Access access, KioskFigures figures) {
    this.access = access;
    this.figures = figures;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/metrics", access.need(this::answer, TokenRole.AUDITOR));
  }

  private void answer(Context ctx) {
    Query.allow(ctx);
    ctx.header(Header.CACHE_CONTROL, "no-store");
    ctx.contentType(Exposition.CONTENT_TYPE).result(Exposition.of(figures));
  }
}
