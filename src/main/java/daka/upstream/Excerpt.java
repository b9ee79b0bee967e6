package daka.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/// The beginning of a response's body as text.
final class Excerpt {
  static final int MAX_BYTES = 4_096;

  private Excerpt() {}

  /// Reads no further than [#MAX_BYTES], and is content with what it has when the body breaks off.
  /// The stream stays open, since closing it would read all that is left.
  ///
  /// @param body null if there is none
  static String of(@Nullable HttpEntity body) {
    byte[] bytes = new byte[body == null ? 0 : MAX_BYTES];
    int length = 0;
    try {
      InputStream in = body == null ? InputStream.nullInputStream() : body.getContent();
      int read = 0;
      while (read >= 0 && length < bytes.length) {
        length += read;
        read = in.read(bytes, length, bytes.length - length);
      }
    } catch (IOException e) {
      // Nothing more will come.
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
