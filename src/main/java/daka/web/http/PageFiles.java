package daka.web.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The files that pages are made of, from the class path, each with what it may load; texts are
/// packed for whoever takes gzip. Safe for use by several threads.
public final class PageFiles {
  /// Where a page asks for the files of lit-html.
  public static final String LIT = "/lit-html/";

  private static final String LIT_JAR = "META-INF/resources/_static/lit-html/3.3.3/";
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9-]+/)*[A-Za-z0-9.-]+");
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  /// RFC 9110, 12.5.3, without what is refused by a weight of 0.
  private static final Pattern GZIP =
      Pattern.compile(
          "(^|[, ])(gzip|\\*)(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))", Pattern.CASE_INSENSITIVE);

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "webp", "image/webp",
          "ogg", "audio/ogg");

  /// The types of files that are packed already.
  private static final Set<String> DENSE = Set.of("image/webp", "audio/ogg");

  /// @param packed the content as gzip, or null if it gets no smaller
  private record Page(Content content, @Nullable Content packed, String policy) {}

  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  /// The path parameter `file` of a request, or an empty text if no file can be called so.
  public static String file(Context ctx) {
    String file = ctx.pathParam("file");
    return NAME.matcher(file).matches() ? file : "";
  }

  /// Answers with a file of lit-html.
  ///
  /// @throws ProblemException 404 if there is none of this name
  public void answerLit(Context ctx) {
    answer(ctx, LIT_JAR + file(ctx));
  }

  /// Answers with what the class path holds under this name.
  ///
  /// @throws ProblemException 404 if it holds nothing that belongs to a page
  public void answer(Context ctx, String resource) {
    Page page = page(resource);
    if (page == null) {
      throw ProblemException.notFound("there is nothing at " + ctx.path());
    }
    ctx.header(Header.CONTENT_SECURITY_POLICY, page.policy());
    Content packed = page.packed();
    if (packed == null) {
      page.content().answer(ctx);
      return;
    }
    ctx.header(Header.VARY, Header.ACCEPT_ENCODING);
    String accepted = ctx.header(Header.ACCEPT_ENCODING);
    if (accepted != null && GZIP.matcher(accepted).find()) {
      ctx.header(Header.CONTENT_ENCODING, "gzip");
      packed.answer(ctx);
    } else {
      page.content().answer(ctx);
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
    Content content = type == null ? null : Content.ofClassPath(resource, type);
    return content == null
        ? null
        : new Page(content, DENSE.contains(type) ? null : packed(content), policy(content.bytes()));
  }

  private static Content packed(Content content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException("packing a page in memory", e);
    }
    return Content.of(packed.toByteArray(), content.type());
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
