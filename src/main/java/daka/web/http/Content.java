package daka.web.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Something that a browser keeps a copy of but asks about each time, by a tag that is a hash of
/// the content.
///
/// Javalin's own handler takes the time of the file, which in a reproducible jar is the same in
/// every version: after an upgrade the kiosk would go on showing the old page.
///
/// @param tag the value of the header `ETag`
public record Content(byte[] bytes, String type, String tag) {

  public static Content of(byte[] bytes, String type) {
    return new Content(bytes, type, '"' + sha256(bytes) + '"');
  }

  /// What the class path holds under this name, or null if it holds nothing.
  public static @Nullable Content ofClassPath(String resource, String type) {
    try (InputStream in = Content.class.getClassLoader().getResourceAsStream(resource)) {
      return in == null ? null : of(in.readAllBytes(), type);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource + " from the jar", e);
    }
  }

  public void answer(Context ctx) {
    ctx.header(Header.ETAG, tag);
    ctx.header(Header.CACHE_CONTROL, "no-cache");
    if (tag.equals(ctx.header(Header.IF_NONE_MATCH))) {
      ctx.status(HttpStatus.NOT_MODIFIED);
    } else {
      ctx.contentType(type).result(bytes);
    }
  }

  public static String sha256(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
    }
  }
}
