package daka.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that holds a bearer token or a password. Read each time it is needed, so that one which
/// was exchanged counts from the next time on.
final class TokenFile {
  private static final int MAX_BYTES = 8_192;

  private TokenFile() {}

  /// The value of the `Authorization` header.
  ///
  /// @throws IOException as [#secret(Path)] does
  static String authorization(Path file) throws IOException {
    return "Bearer " + secret(file);
  }

  /// What the file holds, without white space around it.
  ///
  /// @throws IOException if the file cannot be read or does not hold one secret; the message never
  ///   has anything of its content
  static String secret(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String secret = new String(in.readNBytes(MAX_BYTES + 1), StandardCharsets.UTF_8).strip();
      if (secret.isEmpty()) {
        throw new IOException(file + " is empty");
      }
      if (secret.length() > MAX_BYTES || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw new IOException(file + " does not hold one secret of visible ASCII characters");
      }
      return secret;
    }
  }
}
