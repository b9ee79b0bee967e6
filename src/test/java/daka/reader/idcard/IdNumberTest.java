package daka.reader.idcard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import daka.ForeignBytes;
import daka.Fuzz;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdNumberTest {
  @Test
  void each_kind_of_card_has_its_number() {
    assertRead(IdCards.NUMBER, IdCards.citizen(IdCards.NUMBER));
    String hongKong = IdCards.number("81000019491231002");
    assertRead(hongKong, IdCards.traveller(hongKong));
    String foreign = IdCards.number("91184019491231002");
    assertRead(foreign, IdCards.foreigner(foreign));
    assertRead("USA110049123101", IdCards.foreignerBefore("USA110049123101"));
  }

  @Test
  void a_small_x_is_a_capital_one() {
    assertRead(IdCards.NUMBER, IdCards.citizen("11010519491231002x"));
  }

  @Test
  void exactly_one_check_digit_is_right() {
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder digits = new StringBuilder();
      random.ints(17, 0, 10).forEach(digits::append);
      String right = IdCards.number(digits.toString());
      for (char last : "0123456789X".toCharArray()) {
        String number = digits.toString() + last;
        if (number.equals(right)) {
          assertRead(right, IdCards.citizen(number));
        } else {
          assertNull(read(IdCards.citizen(number)), number);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1101051949123100 X",
        "11010519491231X02X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "11010519491231002Y",
        "                  ",
        "110105491231002   "
      })
  void what_is_no_number_is_none(String number) {
    assertNull(read(IdCards.citizen(number)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"USA11004912310 ", "US1110049123101", "USA1100491231O1", "ÜSA110049123101"})
  void what_is_no_permit_is_none(String number) {
    assertNull(read(IdCards.foreignerBefore(number)));
  }

  @Test
  @ForeignBytes
  void random_texts_are_no_numbers_and_do_no_harm() {
    Random random = Fuzz.random(6);
    byte[] text = new byte[IdNumber.TEXT];
    int numbers = 0;
    for (int i = 0; i < Fuzz.rounds(20_000); i++) {
      random.nextBytes(text);
      numbers += read(text) == null ? 0 : 1;
    }
    assertEquals(0, numbers);
  }

  private static void assertRead(String number, byte[] text) {
    assertArrayEquals(number.getBytes(US_ASCII), read(text));
  }

  private static byte @Nullable [] read(byte[] text) {
    return IdNumber.in(index -> text[index]);
  }
}
