package daka.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a config.txt holds.
class ConfigTxtPropertyTest {
  private static final int SEEDS = Fuzz.rounds(12);
  private static final List<String> LINES =
      List.of(
          "",
          " ",
          "# a comment",
          "#dtparam=spi=on",
          "dtparam=spi=off",
          "  dtparam=i2c_arm=on,i2s=on",
          "device_tree_param=watchdog=off",
          "dtparam",
          "dtoverlay=dwc2,dr_mode=host",
          "dtoverlay=i2c-rtc,ds1307",
          "dtoverlay=miniuart-bt",
          "dtoverlay=",
          "camera_auto_detect=0",
          "display_auto_detect=1 ",
          "gpio=17-22,4=op,dh",
          "gpio=",
          "enable_uart=0",
          "initramfs initramfs8 followkernel",
          "include extra.txt",
          "[all]",
          "[pi4]",
          "[pi5]",
          "[cm4]",
          "[none]",
          "[EDID=VSC-TD2220]",
          "[gpio4=1]",
          "[",
          "=",
          "&\\1 $(x) `y` %s \\n * ? ~",
          "caf\u00e9 \u00ff\u0000\u0007",
          "a_line_of_more_than_98_characters=" + "0123456789".repeat(20));

  @TempDir Path folder;

  @Test
  @ForeignBytes
  void it_stays_line_for_line_and_comes_back_byte_for_byte() {
    Card card = new Card(folder);
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = Fuzz.random(seed);
      String before = text(random);
      String what = "seed " + seed + ": " + before;
      Card.write(card.config(), before);
      card.applyToBoot().done();
      String applied = Card.read(card.config());
      assertTrue(applied.startsWith(before), what);
      for (String model : List.of("pi4", "pi5")) {
        Map<String, String> settings = FirmwareSettings.on(model, applied);
        assertEquals("on", settings.get(":i2c_arm"), what);
        assertEquals("on", settings.get(":watchdog"), what);
        assertEquals("17,22,27=op,dl", settings.get("gpio=17,22,27"), what);
      }
      Map<String, String> once = card.everything();
      card.applyToBoot().done();
      assertEquals(once, card.everything(), what);
      card.applyToBoot("--undo").done();
      assertEquals(before, Card.read(card.config()), what);
    }
  }

  @Test
  @ForeignBytes
  void lines_that_were_added_meanwhile_are_all_there_after_an_undo() {
    Card card = new Card(folder);
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = Fuzz.random(-1 - seed);
      String before = text(random);
      String added = text(random);
      String what = "seed " + seed + ": " + before + "\nthen " + added;
      Card.write(card.config(), before);
      card.applyToBoot().done();
      Card.write(card.config(), "own=" + seed + "\n" + Card.read(card.config()) + added);
      card.applyToBoot().done();
      Map<String, String> withBlock = FirmwareSettings.on("pi5", Card.read(card.config()));
      card.applyToBoot("--undo").done();
      String undone = Card.read(card.config());
      String gap = added.isEmpty() || before.isEmpty() || before.endsWith("\n") ? "" : "\n";
      assertEquals(without("own=" + seed + "\n" + before + gap + added), without(undone), what);
      // Whose a dtparam is may change: the firmware asks the overlay first, and then the board.
      FirmwareSettings.on("pi5", "[all]\n" + added).keySet().stream()
          .filter(name -> !name.contains(":"))
          .forEach(
              name ->
                  assertEquals(
                      withBlock.get(name), FirmwareSettings.on("pi5", undone).get(name), what));
    }
  }

  /// A text without its lines `[all]`, one of which an undo may add, and without its line ends. A
  /// carriage return alone is none: the firmware ends a line at a newline.
  private static List<String> without(String text) {
    return Stream.of(text.split("\n", -1))
        .map(String::strip)
        .filter(line -> !line.equals("[all]"))
        .toList();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
    for (int lines = random.nextInt(12); lines > 0; lines--) {
      text.append(LINES.get(random.nextInt(LINES.size())));
      text.append(random.nextInt(10) == 0 ? "\n" : end);
    }
    if (random.nextInt(3) == 0 && !text.isEmpty()) {
      text.setLength(text.length() - 1);
    }
    return text.toString();
  }
}
