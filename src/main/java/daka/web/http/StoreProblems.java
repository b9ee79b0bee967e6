package daka.web.http;

import daka.checkin.NotRecordedException;
import daka.store.file.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.tinylog.Logger;

/// Answers requests that the database could not serve.
public final class StoreProblems implements Resource {

  @Override
  public void addTo(RoutesConfig routes) {
    routes.exception(StoreException.class, StoreProblems::answer);
    routes.exception(NotRecordedException.class, StoreProblems::answer);
  }

  private static void answer(Exception e, Context ctx) {
    Logger.error("{} {}: {}", ctx.method(), ctx.endpoint().path, e.getMessage());
    Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "the kiosk's database could not be read or written, and nothing was changed; its"
                + " /healthz says why and what to do")
        .answer(ctx);
  }
}
