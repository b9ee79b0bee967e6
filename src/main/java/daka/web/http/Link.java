package daka.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;

/// The `Link` header (RFC 8288) that leads to the next page: this request, going on elsewhere.
public final class Link {
  private Link() {}

  public static void next(Context ctx, String after) {
    next(ctx, Map.of("after", after));
  }

  /// @param changed the parameters that the next request has otherwise, `after` among them; those
  ///   that are empty it leaves out
  public static void next(Context ctx, Map<String, String> changed) {
    Map<String, String> parameters = new LinkedHashMap<>();
    ctx.queryParamMap().forEach((name, values) -> parameters.put(name, values.getFirst()));
    parameters.keySet().removeAll(changed.keySet());
    parameters.putAll(changed);
    parameters.values().removeIf(String::isEmpty);
    StringBuilder target = new StringBuilder(ctx.path());
    parameters.forEach(
        (name, value) -> {
          target.append(target.indexOf("?") < 0 ? '?' : '&');
          append(target, name, value);
        });
    ctx.header(Header.LINK, "<" + target + ">; rel=\"next\"");
  }

  private static void append(StringBuilder target, String name, String value) {
    target
        .append(URLEncoder.encode(name, UTF_8))
        .append('=')
        .append(URLEncoder.encode(value, UTF_8));
  }
}
