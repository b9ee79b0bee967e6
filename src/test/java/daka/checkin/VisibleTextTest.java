package daka.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
  @ParameterizedTest
  @CsvSource({
    "'王\u200B小\u200D明', 王小明",
    "'\u202E王小明\u202C', 王小明",
    "'\uFEFF王小明', 王小明",
    "'王\u00A0小明\u2003', 王 小明",
    "'王\u3164小\u00AD明', 王小明",
    "'W\uFE0F-1', W-1",
  })
  void what_nobody_sees_is_taken_away(String copied, String seen) {
    assertEquals(seen, VisibleText.of(copied));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "می\u200Cخواهم",
        "क्\u200Dष",
        "\uD83D\uDC69\u200D\uD83D\uDC67",
        "葛\uDB40\uDD01",
        "❤\uFE0F",
        "O'Brien",
        "٣\u0600"
      })
  void what_changes_how_letters_look_stays(String text) {
    assertEquals(text, VisibleText.of(text));
  }

  @Test
  void lines_stay_lines() {
    assertEquals("eins\nzwei", VisibleText.of("\n eins\nzwei\t\r\n"));
  }

  @Test
  void only_the_frame_of_a_scan_is_taken_away() {
    assertEquals("A \u200BB", VisibleText.withoutFrame("\u0002\tA \u200BB\u0000\u001D\r\n\u0003"));
    assertEquals("", VisibleText.withoutFrame("\u0003\r\n"));
  }
}
