package daka.store.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] RFC = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void the_codes_are_the_last_six_digits_of_those_in_RFC_6238(long seconds, String code) {
    assertEquals(code, Totp.code(RFC, Instant.ofEpochSecond(seconds)));
  }

  @Test
  void a_code_is_taken_one_step_early_or_late_and_once() {
    Instant now = Instant.ofEpochSecond(1_800_000_000);
    long step = now.getEpochSecond() / 30;
    for (int drift = -1; drift <= 1; drift++) {
      String code = Totp.code(RFC, now.plusSeconds(30L * drift));
      assertEquals(OptionalLong.of(step + drift), Totp.step(RFC, code, now, 0));
      assertEquals(OptionalLong.empty(), Totp.step(RFC, code, now, step + drift));
    }
    for (int drift : new int[] {-2, 2}) {
      String code = Totp.code(RFC, now.plusSeconds(30L * drift));
      assertEquals(OptionalLong.empty(), Totp.step(RFC, code, now, 0));
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "12345", "1234567", "abcdef", "１２３４５６", "'-12345'"})
  void what_is_no_six_digits_is_no_code(String text) {
    assertEquals(OptionalLong.empty(), Totp.step(RFC, text, Instant.EPOCH.plusSeconds(99), -9));
  }

  @Test
  void a_secret_is_written_in_base_32_as_RFC_4648_has_it() {
    assertEquals("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.base32(RFC));
    assertEquals("MZXW6", Totp.base32("foo".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(32, Totp.base32(Totp.newSecret()).length());
  }
}
