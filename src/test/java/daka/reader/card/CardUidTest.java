package daka.reader.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardUidTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE12AB90",
        "0012AB90",
        "04A1B2C3D4E5F6",
        "E00401001234ABCD",
        "04A1B2C3D4E5F6010203"
      })
  void a_number_is_written_in_capital_digits_as_it_was_sent(String digits) {
    assertEquals(digits, CardUid.digits(HexFormat.of().parseHex(digits)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12",
        "08A1B2C3",
        "88A1B2C3",
        "00000000",
        "FFFFFFFF",
        "00000000000000",
        "A1B2C3D4E5"
      })
  void a_number_that_is_not_the_cards_own_is_none(String digits) {
    assertNull(CardUid.digits(HexFormat.of().parseHex(digits)));
  }
}
