package daka.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.net.URLEncoder;

/// The `Link` header (RFC 8288) that leads to the next page: this request, going on elsewhere.
final class Link {
  private Link() {}

  static void next(Context ctx, String after) {
    StringBuilder target = new StringBuilder(ctx.path()).append('?');
    ctx.queryParamMap()
        .forEach(
            (name, values) -> {
              if (!name.equals("after")) {
                append(target, name, values.getFirst());
                target.append('&');
              }
            });
    append(target, "after", after);
    ctx.header(Header.LINK, "<" + target + ">; rel=\"next\"");
  }

  private static void append(StringBuilder target, String name, String value) {
    target
        .append(URLEncoder.encode(name, UTF_8))
        .append('=')
        .append(URLEncoder.encode(value, UTF_8));
  }
}
