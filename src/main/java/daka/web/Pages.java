package daka.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The pages and what they are made of, from the class path: `kiosk/` and lit-html.
final class Pages implements Resource {
  private static final String FILES = "/kiosk/";
  private static final String LIT = "/lit-html/";
  private static final String LIT_JAR = "META-INF/resources/_static/lit-html/3.3.3/";
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9-]+/)*[A-Za-z0-9.-]+");
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "ogg", "audio/ogg");

  private record Page(Content content, String policy) {}

  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/", ctx -> answer(ctx, "kiosk/index.html"));
    routes.get("/board", ctx -> answer(ctx, "kiosk/board.html"));
    routes.get(FILES + "<file>", ctx -> answer(ctx, "kiosk/" + file(ctx)));
    routes.get(LIT + "<file>", ctx -> answer(ctx, LIT_JAR + file(ctx)));
  }

  private static String file(Context ctx) {
    String file = ctx.pathParam("file");
    return NAME.matcher(file).matches() ? file : "";
  }

  private void answer(Context ctx, String resource) {
    Page page = page(resource);
    if (page == null) {
      throw ProblemException.notFound("there is nothing at " + ctx.path());
    }
    ctx.header(Header.CONTENT_SECURITY_POLICY, page.policy());
    page.content().answer(ctx);
  }

  private @Nullable Page page(String resource) {
    Page known = pages.get(resource);
    if (known != null) {
      return known;
    }
    Page read = read(resource);
    if (read != null) {
      pages.put(resource, read);
    }
    return read;
  }

  private static @Nullable Page read(String resource) {
    String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
    Content content = type == null ? null : Content.ofClassPath(resource, type);
    return content == null ? null : new Page(content, policy(content.bytes()));
  }

  /// Nothing but what is served here, and of scripts in the page only its import map.
  private static String policy(byte[] page) {
    Matcher map = IMPORT_MAP.matcher(new String(page, StandardCharsets.UTF_8));
    String hash =
        map.find()
            ? " 'sha256-" + Content.sha256(map.group(1).getBytes(StandardCharsets.UTF_8)) + "'"
            : "";
    return "default-src 'none'; script-src 'self'"
        + hash
        + "; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'"
        + "; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }
}
