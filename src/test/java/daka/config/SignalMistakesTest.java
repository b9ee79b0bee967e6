package daka.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import daka.config.Config.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignalMistakesTest {
  private static final String VALID =
      """
      [centre]
      id = "yimin"
      name = "益民社区邻里中心"
      hours = "08:30-21:00"
      [kiosk]
      id = "entrance"
      room = "hall"
      [lamps]
      red = 17
      green = 27
      [door]
      pin = 22
      [[panel]]
      room = "sports"
      kind = "ssd1306"
      [[panel]]
      room = "party"
      kind = "hd44780"
      [display]
      backlight = "/sys/class/backlight/10-0045"
      """;

  @TempDir Path folder;

  /// A line of the valid file, what is written instead, and the answer after the name of the file.
  record Mistake(String line, String instead, String answer) {}

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake(
            "red = 17", "red = 28", ":9: lamps.red = 28: expected a whole number from 0 to 27"),
        new Mistake(
            "pin = 22",
            "pin = 27",
            ":12: door.pin = 27: expected a pin that nothing else has; the one of line 10 has it"),
        new Mistake(
            "pin = 22",
            "pin = 22\npulse-ms = 60000",
            ":13: door.pulse-ms = 60000: expected a whole number from 100 to 30000"),
        new Mistake(
            "kind = \"hd44780\"",
            "kind = \"hd44780\"\naddress = 0x3c",
            ":19: panel.address = 60: expected an address that no other panel has; the one of line"
                + " 15 has it"),
        new Mistake(
            "kind = \"ssd1306\"",
            "kind = \"ssd1307\"",
            ":15: panel.kind = \"ssd1307\": expected one of hd44780, ssd1306, sh1106; did you mean"
                + " ssd1306?"),
        new Mistake(
            "backlight = \"/sys/class/backlight/10-0045\"",
            "backlight = \"/sys/class/backlight/10-0045\"\noutput = \"HDMI-A-1\"",
            ":21: display.output = \"HDMI-A-1\": expected either backlight or output, not both"),
        new Mistake(
            "backlight = \"/sys/class/backlight/10-0045\"",
            "idle-seconds = 60",
            ":19: display.backlight is missing: expected a backlight, or else an output"),
        new Mistake(
            "red = 17\ngreen = 27",
            "active-low = true",
            ":8: lamps.green is missing: expected a pin for one of the lamps green and red"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_answered_by_line_value_and_what_was_expected(Mistake mistake)
      throws IOException {
    assertEquals(2, VALID.split("\n" + mistake.line() + "\n", -1).length);
    Path file =
        Files.writeString(
            folder.resolve("daka.toml"), VALID.replace(mistake.line(), mistake.instead()));

    List<Problem> problems = assertInstanceOf(Invalid.class, Config.read(file), VALID).problems();

    assertEquals(
        List.of(file + mistake.answer()), problems.stream().map(Problem::toString).toList());
  }
}
