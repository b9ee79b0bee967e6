package daka.web.door;

import daka.health.Part;
import daka.health.Readiness;
import daka.host.Version;
import daka.web.http.Json;
import daka.web.http.Query;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.function.Supplier;

/// `GET /healthz`: whether a tap would be recorded, and how each part of the kiosk is.
final class Healthz implements Resource {
  /// @param status `ok` or `failing`
  /// @param version of the program
  record Health(String status, String version, List<Part> parts) {}

  private final Supplier<List<Part>> parts;

  Healthz(Supplier<List<Part>> parts) {
    this.parts = parts;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/healthz", this::answer);
  }

  private void answer(Context ctx) {
    Query.allow(ctx);
    List<Part> now = parts.get();
    boolean ok = Readiness.wouldRecord(now);
    ctx.status(ok ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .contentType(ContentType.APPLICATION_JSON)
        .result(Json.bytes(new Health(ok ? "ok" : "failing", Version.OF_PROGRAM, now)));
  }
}
