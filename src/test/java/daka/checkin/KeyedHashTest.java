package daka.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Hashes under a secret.
class KeyedHashTest {
  private static String of(KeyedHash hash, String text) {
    return HexFormat.of()
        .formatHex(
            hash.of(
                "qr".getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void threads_that_ask_at_once_get_what_one_alone_gets() {
    KeyedHash shared = new KeyedHash(new byte[32]);
    IntStream.range(0, 20_000)
        .parallel()
        .forEach(
            i -> {
              String text = "card " + i % 100;
              assertEquals(of(new KeyedHash(new byte[32]), text), of(shared, text));
            });
  }

  @Test
  void a_short_secret_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new KeyedHash(new byte[15]));
  }
}
