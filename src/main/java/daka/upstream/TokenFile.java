package daka.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file that holds the bearer token. Read for each batch, so that a token which was exchanged
/// counts from the next one on.
final class TokenFile {
  private static final int MAX_BYTES = 8_192;

  private TokenFile() {}

  /// The value of the `Authorization` header.
  ///
  /// @throws IOException if the file cannot be read or does not hold one token; the message never
  ///   has anything of its content
  static String authorization(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String token = new String(in.readNBytes(MAX_BYTES + 1), StandardCharsets.UTF_8).strip();
      if (token.isEmpty()) {
        throw new IOException("it is empty");
      }
      if (token.length() > MAX_BYTES || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw new IOException("it does not hold one token of visible ASCII characters");
      }
      return "Bearer " + token;
    }
  }
}
