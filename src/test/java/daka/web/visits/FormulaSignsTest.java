package daka.web.visits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FormulaSignsTest {
  private static boolean begin(String text) {
    byte[] bytes = ("x" + text + "=").getBytes(UTF_8);
    return FormulaSigns.begin(bytes, 1, bytes.length - 1);
  }

  @Test
  void a_sign_of_any_width_or_size_begins_a_formula() {
    for (String sign :
        List.of(
            "=", "+", "-", "@", "'", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "⁺",
            "⁻", "⁼", "₊", "₋", "₌", "−", "＇")) {
      assertTrue(begin(sign + "1+1"), sign);
      assertTrue(begin(sign), sign);
    }
  }

  @Test
  void what_nobody_sees_before_a_sign_hides_none() {
    for (String unseen :
        List.of(
            " ",
            "\u00A0",
            "\u3000",
            "\u200B",
            "\uFEFF",
            "\u202E",
            "\u2066",
            "\u00AD",
            "\u034F",
            "\uFE0F",
            "\u180E",
            "\u115F",
            "\u3164",
            "\u2800",
            "\u0000",
            "\u007F",
            "\u2028",
            "\uDB40\uDC20",
            "\uE000")) {
      assertTrue(begin(unseen + "=1+1"), "U+%04X".formatted(unseen.codePointAt(0)));
      assertTrue(begin(unseen + "\u200B" + unseen + "﹢1"), unseen);
      assertFalse(begin(unseen + "王=1"), unseen);
    }
  }

  @Test
  void names_and_numbers_are_no_formulas() {
    for (String text :
        List.of(
            "", "王小明", "Anna", "éva", "㐂久", "\uD840\uDC0B", "가", "(=1)", "1-2", "·", "“=”", "—")) {
      assertEquals(false, begin(text), text);
    }
  }
}
