package daka.web.api;

import daka.web.http.Query;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// `GET /api/v1/openapi.json`: the description of the API, for anyone.
public final class OpenApi implements Resource {
  public static final String PATH = "/api/v1/openapi.json";

  private final byte[] json = read();

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, this::answer);
  }

  private void answer(Context ctx) {
    Query.allow(ctx);
    ctx.contentType(ContentType.APPLICATION_JSON).result(json);
  }

  private static byte[] read() {
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own file openapi.json");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
