package daka.reader.code;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegibleCodeTest {
  @ParameterizedTest
  @ValueSource(strings = {"DAKA-6J174CSBURPE9LETBONVA41H0O", "DAKA-1F8EGE84G9A9L68OG7DDV12TQJ"})
  void a_code_whose_modules_look_like_marks_is_not_printed(String text) {
    assertFalse(LegibleCode.isLegible(text));
  }

  @Test
  void nearly_all_others_are() {
    Random random = new Random(1);
    long legible =
        Stream.generate(() -> "DAKA-" + new BigInteger(128, random).toString(32))
            .limit(200)
            .filter(LegibleCode::isLegible)
            .count();
    assertTrue(legible >= 180, "only " + legible + " of 200");
  }
}
