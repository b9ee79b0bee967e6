package daka.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tinylog.Logger;

/// Turns everything that can go wrong within a request into a [Problem].
final class Problems implements Resource {

  @Override
  public void addTo(RoutesConfig routes) {
    routes.exception(ProblemException.class, (e, ctx) -> answer(ctx, e.problem()));
    routes.exception(HttpResponseException.class, Problems::ofJavalin);
    routes.exception(Exception.class, Problems::unexpected);
  }

  private static void answer(Context ctx, Problem problem) {
    if (problem.status() == HttpStatus.CONTENT_TOO_LARGE.getCode()) {
      EarlyAnswer.send(ctx, problem);
    } else {
      problem.answer(ctx);
    }
  }

  private static void ofJavalin(HttpResponseException e, Context ctx) {
    HttpStatus status = HttpStatus.forStatus(e.getStatus());
    String detail =
        switch (status) {
          case NOT_FOUND -> "there is nothing at " + ctx.path();
          case METHOD_NOT_ALLOWED -> notAllowed(e, ctx);
          default -> String.valueOf(e.getMessage());
        };
    Problem.of(status, detail).answer(ctx);
  }

  private static String notAllowed(HttpResponseException e, Context ctx) {
    String allowed =
        e.getDetails().values().stream()
            .flatMap(methods -> java.util.Arrays.stream(methods.split(",")))
            .map(method -> method.strip().toUpperCase(Locale.ROOT))
            .sorted()
            .collect(Collectors.joining(", "));
    ctx.header(Header.ALLOW, allowed);
    return ctx.path() + " does not take " + ctx.method() + "; it takes " + allowed;
  }

  private static void unexpected(Exception e, Context ctx) {
    Logger.error(e, "{} {} failed", ctx.method(), ctx.endpoint().path);
    Problem.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "something went wrong in the kiosk; its log says what, at this time")
        .answer(ctx);
  }
}
