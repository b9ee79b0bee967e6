package daka.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void a_masked_name_keeps_its_first_letter_whole() {
    Map.of(
            "王小明", "王**",
            " 王小明", "王**",
            "e\u0301lodie", "e\u0301**",
            "\uD840\uDC0B野家", "\uD840\uDC0B**",
            "葛\uDB40\uDD00城", "葛\uDB40\uDD00**",
            "Ng\u0302\u0323a", "N**",
            "가\u11A8나", "가\u11A8**",
            "क्षिति", "क्षि**",
            "\uD83D\uDC69\u200D\uD83D\uDC67x", "\uD83D\uDC69\u200D\uD83D\uDC67**",
            "A", "A**")
        .forEach((name, masked) -> assertEquals(masked, Names.mask(name), name));
  }

  @Test
  void marks_and_signs_without_a_letter_are_no_first_letter() {
    assertEquals("王**", Names.mask("\u0301王小明"));
    assertEquals("王**", Names.mask("\uFEFF\u200B\u202E王小明"));
    assertEquals("王**", Names.mask("\uD800王小明"));
    assertEquals("王**", Names.mask("\u3000\u00A0王"));
    assertEquals("**", Names.mask(""));
    assertEquals("**", Names.mask("\u0301\u0302"));
  }

  @Test
  void a_letter_under_a_heap_of_marks_is_shown_without_them() {
    assertEquals("王**", Names.mask("王" + "\u0301\u0488".repeat(200) + "小明"));
    assertEquals("\uD840\uDC0B**", Names.mask("\uD840\uDC0B" + "\u20DD".repeat(99)));
  }

  @Test
  void no_mask_of_any_name_splits_a_pair_or_holds_two_letters() {
    int[] alphabet =
        "王é\u0301\u0323\uD840\uDC0B\uDB40\uDD00\u200D\u200B 가\u11A8क्षि\uD83D\uDC69\uD83C\uDDE8\uD83C\uDDF3a"
            .codePoints()
            .toArray();
    Random random = new Random(3);
    BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int j = random.nextInt(8); j > 0; j--) {
        name.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
      }
      String masked = Names.mask(name.toString());
      assertTrue(masked.endsWith("**"), masked);
      String shown = masked.substring(0, masked.length() - 2);
      assertTrue(name.toString().contains(shown), () -> name + " became " + masked);
      assertTrue(shown.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF), masked);
      letters.setText(shown);
      assertEquals(shown.length(), shown.isEmpty() ? 0 : letters.next(), masked);
    }
  }
}
