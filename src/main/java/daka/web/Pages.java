package daka.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The pages and what they are made of, from the class path: `kiosk/` and lit-html.
///
/// A browser keeps a copy but asks each time, and the tag it asks with is a hash of the content.
/// Javalin's own handler takes the time of the file, which in a reproducible jar is the same in
/// every version: after an upgrade the kiosk would go on showing the old page.
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
          "svg", "image/svg+xml");

  private record Page(byte[] bytes, String type, String tag, String policy) {}

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
    ctx.header(Header.ETAG, page.tag());
    ctx.header(Header.CACHE_CONTROL, "no-cache");
    ctx.header(Header.CONTENT_SECURITY_POLICY, page.policy());
    if (page.tag().equals(ctx.header(Header.IF_NONE_MATCH))) {
      ctx.status(HttpStatus.NOT_MODIFIED);
    } else {
      ctx.contentType(page.type()).result(page.bytes());
    }
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
    if (type == null) {
      return null;
    }
    try (InputStream in = Pages.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        return null;
      }
      byte[] bytes = in.readAllBytes();
      return new Page(bytes, type, '"' + sha256(bytes) + '"', policy(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource + " from the jar", e);
    }
  }

  /// Nothing but what is served here, and of scripts in the page only its import map.
  private static String policy(byte[] page) {
    Matcher map = IMPORT_MAP.matcher(new String(page, StandardCharsets.UTF_8));
    String hash =
        map.find() ? " 'sha256-" + sha256(map.group(1).getBytes(StandardCharsets.UTF_8)) + "'" : "";
    return "default-src 'none'; script-src 'self'"
        + hash
        + "; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'"
        + "; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  private static String sha256(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
    }
  }
}
