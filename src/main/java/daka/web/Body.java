package daka.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/// The body of a request as bytes, of a type and up to a length that the resource takes.
final class Body {
  /// As much of a body that is too long is read on, and thrown away: who still sends does not see
  /// an answer, because the connection is reset when bytes are left on it.
  private static final long PASSED_OVER = 64L * 1024 * 1024;

  private Body() {}

  /// The media type of the body, one of `allowed`, without its parameters.
  ///
  /// @throws ProblemException 415 if it is another one, or text that is not UTF-8
  static String type(Context ctx, List<String> allowed) {
    String header = ctx.contentType() == null ? "" : ctx.contentType();
    String[] parts = header.toLowerCase(Locale.ROOT).split(";", -1);
    String type = parts[0].strip();
    if (!allowed.contains(type)) {
      throw ProblemException.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "the body is \"" + type + "\"; send Content-Type: " + String.join(" or ", allowed));
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        throw ProblemException.of(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the body is " + parameter + "; send UTF-8");
      }
    }
    return type;
  }

  /// The whole body.
  ///
  /// @param limit in bytes
  /// @throws ProblemException 413 if it is longer, 400 if it breaks off
  static byte[] bytes(Context ctx, int limit) {
    try {
      InputStream body = ctx.req().getInputStream();
      if (ctx.req().getContentLengthLong() <= limit) {
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length <= limit) {
          return bytes;
        }
      }
      passOver(body);
      throw tooLarge(limit);
    } catch (IOException e) {
      throw ProblemException.badRequest("the body breaks off; send all of it");
    }
  }

  private static void passOver(InputStream body) {
    try {
      body.skip(PASSED_OVER);
    } catch (IOException e) {
      // It is too long, whether all of it comes or not.
    }
  }

  private static ProblemException tooLarge(int limit) {
    return ProblemException.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "the body is longer than the " + limit / 1024 + " KB that this resource takes");
  }
}
