package daka.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.Fuzz;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPayloadTest {
  /// What people and spreadsheets put into identifiers.
  private static final List<String> PIECES =
      List.of(
          "0",
          "1",
          "3",
          "8",
          "86",
          "+86",
          "+",
          "00",
          "13800002001",
          "04A1B2C3",
          "a1",
          "0x",
          "X",
          "x",
          "１",
          "３",
          "Ｘ",
          "：",
          ":",
          "-",
          "－",
          "—",
          " ",
          "\u00A0",
          "\u3000",
          "\u200B",
          "\uFEFF",
          "'",
          "\"",
          "=",
          ".",
          ".0",
          ",",
          "(",
          ")",
          "/",
          "E+10",
          "王",
          "\u0002",
          "\u0003",
          "\r\n",
          "\t",
          "\u0000",
          "\u001D",
          "11010519491231002X",
          "\uD83D\uDE00",
          "\uFE0F",
          "\u200D",
          "\u0627");

  @ParameterizedTest
  @CsvSource({
    "04a1b2c3d4e501, 04A1B2C3D4E501",
    "04:A1:B2:C3:D4:E5:02, 04A1B2C3D4E502",
    "04 A1 B2 C3 D4 E5 03, 04A1B2C3D4E503",
    "04-a1-b2-c3, 04A1B2C3",
    "0x04A1B2C3, 04A1B2C3",
    "0x04 0xA1 0xB2 0xC3, 04A1B2C3",
    "０４Ａ１ｂ２ｃ３, 04A1B2C3",
    "'=\"04a1b2c3\"', 04A1B2C3",
    "0012345678, 0012345678",
    "'123,45678', 12345678",
    "0F0184F07A, 0F0184F07A",
    "0F0184F07A00, 0F0184F07A",
    "0F0184F07AF1, 0F0184F07AF1",
  })
  void the_number_of_a_chip_is_capital_hex_without_separators(String given, String form) {
    assertEquals(form, fits(CardKind.RFID, given));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "04A1B",
        "A1",
        "04G1B2C3",
        "00:00:00:00",
        "FFFFFFFFFFFFFF",
        "08A1B2C3",
        "1.2E+34",
        "王秀英",
        "04A1B2C3D4E5F6A7B8C9D0"
      })
  void what_no_chip_says_is_no_number_of_one(String given) {
    assertUnfit(CardKind.RFID, given);
  }

  @ParameterizedTest
  @CsvSource({
    "138 0000 2001, 13800002001",
    "138-0000-2002, 13800002002",
    "138—0000—2002, 13800002002",
    "+8613800002003, 13800002003",
    "+86 138 0000 2003, 13800002003",
    "(+86)13800002003, 13800002003",
    "0086-138-0000-2003, 13800002003",
    "8613800002003, 13800002003",
    "013800002003, 13800002003",
    "１３８００００２００４, 13800002004",
    "＋８６　１３８００００２００４, 13800002004",
    "'''13800002005', 13800002005",
    "13800002005.0, 13800002005",
    "(021) 5555-0000, 02155550000",
    "+86 21 5555 0000, 02155550000",
    "+86 (0)21 5555 0000, 02155550000",
    "+86 10 5555 0000, 01055550000",
    "5555 0000, 55550000",
    "400-800-1234, 4008001234",
    "+86 400 800 1234, 4008001234",
    "+852 9123 4567, 85291234567",
    "00852 9123 4567, 85291234567",
    "95588, 95588",
  })
  void a_phone_is_digits_as_they_are_typed(String given, String form) {
    assertEquals(form, fits(CardKind.PHONE, given));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.38E+10",
        "1380000200",
        "138000020011",
        "13800001111/13900002222",
        "none",
        "１２３",
        "+86 1380000200",
        "12345678901234567",
        "138 0000 200x"
      })
  void what_nobody_can_type_is_no_phone(String given) {
    assertUnfit(CardKind.PHONE, given);
  }

  @ParameterizedTest
  @CsvSource({
    "88-0421, 880421",
    "0042, 0042",
    "'1,234', 1234",
    "１２３４, 1234",
    "'''0042', 0042",
    "42.0, 42",
    "M-0042, M-0042",
    "Ｍ－００４２, M-0042",
    "会员 42, 会员 42",
  })
  void a_number_is_digits_or_as_it_is_typed(String given, String form) {
    assertEquals(form, fits(CardKind.NUMBER, given));
  }

  @ParameterizedTest
  @CsvSource({
    "11010519491231002X, 11010519491231002X",
    "11010519491231002x, 11010519491231002X",
    "110105 19491231 002x, 11010519491231002X",
    "110105-19491231-002×, 11010519491231002X",
    "11010519491231002Ⅹ, 11010519491231002X",
    "１１０１０５１９４９１２３１００２Ｘ, 11010519491231002X",
    "'''11010519491231002X', 11010519491231002X",
    "chn123456789012, CHN123456789012",
  })
  void the_number_of_an_id_card_has_its_check_digit(String given, String form) {
    assertEquals(form, fits(CardKind.IDCARD, given));
  }

  @ParameterizedTest
  @CsvSource({
    "3.10104E+17, rounded",
    "3.10104194805E+017, rounded",
    "310104194805170000, rounded",
    "110105194912310021, check digit",
    "1101051949123100X2, 17 digits",
    "110105491231002, 17 digits",
    "N-1, 17 digits",
    "王秀英, 17 digits",
  })
  void what_no_id_card_says_is_refused_with_its_value_and_the_cure(String given, String word) {
    var unfit = assertUnfit(CardKind.IDCARD, given);
    assertTrue((unfit.problem() + "; " + unfit.cure()).contains(word), unfit::problem);
    assertTrue(unfit.problem().contains("\"" + given + "\""), unfit::problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INV-1\u00A0",
        "INV-1\u200B",
        "\u202AINV-1\u202C",
        "\u3000INV-1\u3000",
        "\uFEFFINV-1",
        "\u0002INV-1\u0003",
        "INV-1\t",
        "INV-1\r\n",
        "\u0000INV-1\u0000",
        "\u001DINV-1",
        "INV\u00AD-1",
        "\u2066I\u200DNV\u2060-1\u2069",
        "\u0002\uFEFF INV-1 \u200B\u0003\r\n"
      })
  void the_text_of_a_code_is_what_people_see_of_it(String given) {
    assertEquals("INV-1", fits(CardKind.QR, given));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u200B",
        "\u0002\u0003",
        "a\u0000b",
        "a\tb",
        "\uD800",
        "\uFFFD",
        "1.38E+10"
      })
  void what_no_code_says_is_refused(String given) {
    assertUnfit(CardKind.QR, given);
  }

  @Test
  void no_payload_is_in_what_is_logged_of_it() {
    assertEquals("Fits", CanonicalPayload.of(CardKind.QR, "W-1").toString());
    assertFalse(CanonicalPayload.of(CardKind.IDCARD, "W-1").toString().contains("W-1"));
  }

  @Test
  void a_canonical_form_is_its_own_canonical_form() {
    Random random = Fuzz.random(41);
    for (int i = 0; i < Fuzz.rounds(20_000); i++) {
      String given = pieces(random);
      for (CardKind kind : CardKind.PRESENTED) {
        if (CanonicalPayload.of(kind, given) instanceof CanonicalPayload.Fits(String form)) {
          assertEquals(form, fits(kind, form), () -> kind + " of " + given);
          assertEquals(form, CanonicalPayload.presented(kind, given).orElseThrow());
          assertTrue(new Scan("door", null, kind, form).isReadable(), form);
        }
      }
    }
  }

  @Test
  void an_id_number_with_any_one_digit_wrong_is_refused() {
    Random random = Fuzz.random(42);
    for (int i = 0; i < Fuzz.rounds(500); i++) {
      String number = idNumber(random);
      assertEquals(number, fits(CardKind.IDCARD, number));
      int at = random.nextInt(17);
      char wrong = (char) ('0' + (number.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
      assertUnfit(CardKind.IDCARD, number.substring(0, at) + wrong + number.substring(at + 1));
    }
  }

  private static String pieces(Random random) {
    return IntStream.range(0, 1 + random.nextInt(6))
        .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
        .collect(Collectors.joining());
  }

  @Test
  void what_no_chip_says_is_no_chips_number_when_it_is_presented_either() {
    Random random = new Random(20_261_201);
    String letters = "0123456789ABCDEFabcdefxXgGzZ :-_'=\"\u200b\uff21\uff27";
    for (int i = 0; i < 50_000; i++) {
      String text =
          random
              .ints(random.nextInt(14), 0, letters.length())
              .mapToObj(at -> letters.substring(at, at + 1))
              .collect(Collectors.joining());
      boolean fits = CanonicalPayload.of(CardKind.RFID, text) instanceof CanonicalPayload.Fits;
      assertEquals(fits, CanonicalPayload.presented(CardKind.RFID, text).isPresent(), text);
    }
  }

  /// By the weights of GB 11643, as another way to compute it.
  private static String idNumber(Random random) {
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int[] digits = IntStream.range(0, 17).map(_ -> random.nextInt(10)).toArray();
    int sum = IntStream.range(0, 17).map(i -> weights[i] * digits[i]).sum();
    return Arrays.stream(digits).mapToObj(Integer::toString).collect(Collectors.joining())
        + "10X98765432".charAt(sum % 11);
  }

  private static String fits(CardKind kind, String given) {
    return assertInstanceOf(
            CanonicalPayload.Fits.class, CanonicalPayload.of(kind, given), () -> "of " + given)
        .payload();
  }

  private static CanonicalPayload.Unfit assertUnfit(CardKind kind, String given) {
    return assertInstanceOf(
        CanonicalPayload.Unfit.class, CanonicalPayload.of(kind, given), () -> "of " + given);
  }
}
