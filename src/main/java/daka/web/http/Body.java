package daka.web.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/// The body of a request as bytes, of a type and up to a length that the resource takes.
public final class Body {
  private Body() {}

  /// The media type of the body, one of `allowed`, without its parameters.
  ///
  /// @throws ProblemException 415 if it is another one, or text that is not UTF-8
  public static String type(Context ctx, List<String> allowed) {
    String type = typeOfAnyEncoding(ctx, allowed);
    String[] parts = header(ctx).split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        throw ProblemException.of(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the body is " + parameter + "; send UTF-8");
      }
    }
    return type;
  }

  /// The media type of the body, one of `allowed`, whatever encoding its text is in.
  ///
  /// @throws ProblemException 415 if it is another one
  public static String typeOfAnyEncoding(Context ctx, List<String> allowed) {
    String type = header(ctx).split(";", -1)[0].strip();
    if (!allowed.contains(type)) {
      throw ProblemException.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "the body is \"" + type + "\"; send Content-Type: " + String.join(" or ", allowed));
    }
    return type;
  }

  private static String header(Context ctx) {
    String header = ctx.contentType();
    return header == null ? "" : header.toLowerCase(Locale.ROOT);
  }

  /// The whole body. One that says at its beginning that it is too long is not read at all.
  ///
  /// @param limit in bytes
  /// @throws ProblemException 413 if it is longer, 400 if it breaks off
  public static byte[] bytes(Context ctx, int limit) {
    long told = ctx.req().getContentLengthLong();
    if (told > limit) {
      throw EarlyAnswer.tooLarge(limit);
    }
    try {
      InputStream body = ctx.req().getInputStream();
      byte[] bytes = told < 0 ? body.readNBytes(limit + 1) : told(body, (int) told);
      if (bytes.length <= limit) {
        return bytes;
      }
    } catch (IOException e) {
      throw ProblemException.badRequest("the body breaks off; send all of it");
    }
    throw EarlyAnswer.tooLarge(limit);
  }

  /// Into space of just this size, since a body may be large.
  private static byte[] told(InputStream body, int length) throws IOException {
    byte[] bytes = new byte[length];
    if (body.readNBytes(bytes, 0, length) < length) {
      throw new EOFException();
    }
    return bytes;
  }
}
