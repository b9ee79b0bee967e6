package daka.web;

import daka.health.Part;
import daka.health.Part.State;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.function.Supplier;

/// `GET /healthz`: whether a tap would be recorded, and how each part of the kiosk is.
final class Healthz implements Resource {
  private static final String STORE = "store";
  private static final String READER = "reader ";

  /// @param status `ok` or `failing`
  record Health(String status, List<Part> parts) {}

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
    boolean ok = wouldRecord(now);
    ctx.status(ok ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .contentType(ContentType.APPLICATION_JSON)
        .result(Json.bytes(new Health(ok ? "ok" : "failing", now)));
  }

  /// A tap needs the store and one reader. A kiosk without readers has its screen.
  static boolean wouldRecord(List<Part> parts) {
    boolean stored =
        parts.stream().noneMatch(part -> part.name().equals(STORE) && part.state() == State.FAILED);
    List<Part> readers = parts.stream().filter(part -> part.name().startsWith(READER)).toList();
    return stored
        && (readers.isEmpty()
            || readers.stream().anyMatch(reader -> reader.state() != State.FAILED));
  }
}
