package daka.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The block in config.txt, on copies of the files that Raspberry Pi OS ships.
class ConfigTxtTest {
  private static final String OPEN_FILTER = "dtparam=audio=on\n\n[pi4]\narm_boost=1\n";

  @TempDir Path folder;
  private Card card;

  @BeforeEach
  void insertCard() {
    card = new Card(folder);
  }

  @ParameterizedTest
  @MethodSource("daka.firmware.Card#shippedConfigs")
  void what_is_there_stays_and_undo_gives_back_the_same_bytes(Path shipped) {
    String before = Card.read(shipped);
    Card.write(card.config(), before);
    card.applyToBoot().done();
    String applied = Card.read(card.config());
    assertTrue(applied.startsWith(before) && applied.length() > before.length(), applied);
    Map<String, String> once = card.everything();
    card.applyToBoot().done().says("nothing to do");
    assertEquals(once, card.everything());
    card.applyToBoot("--undo").done();
    assertEquals(before, Card.read(card.config()));
  }

  @ParameterizedTest
  @MethodSource("daka.firmware.Card#shippedConfigs")
  void both_models_get_their_settings_and_keep_the_others(Path shipped) {
    String before = Card.read(shipped);
    Card.write(card.config(), before);
    card.applyToBoot().done();
    for (String model : new String[] {"pi4", "pi5"}) {
      Map<String, String> settings = FirmwareSettings.on(model, Card.read(card.config()));
      FirmwareSettings.on(model, before)
          .forEach((name, value) -> assertEquals(value, settings.get(name), name));
      assertEquals("on", settings.get(":i2c_arm"));
      assertEquals("on", settings.get(":spi"));
      assertEquals("on", settings.get(":watchdog"));
      assertEquals("1", settings.get("disable_splash"));
      assertEquals("1", settings.get("camera_auto_detect"));
      assertEquals("1", settings.get("display_auto_detect"));
      assertTrue(settings.containsKey("dtoverlay=vc4-kms-v3d"));
      assertEquals("pwm,pin=18,func=2", settings.get("dtoverlay=pwm"));
      assertEquals("17,22,27=op,dl", settings.get("gpio=17,22,27"));
      assertEquals(model.equals("pi4") ? "1" : null, settings.get("enable_uart"));
      assertEquals(model.equals("pi4"), settings.containsKey("dtoverlay=disable-bt"));
      assertEquals(model.equals("pi5") ? "on" : null, settings.get(":uart0"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "dtparam=audio=on",
        "dtparam=audio=on\r\n",
        "a=1\r\nb=2",
        "\n\n# x\n[none]"
      })
  void line_ends_and_a_missing_one_come_back_as_they_were(String before) {
    Card.write(card.config(), before);
    card.applyToBoot().done();
    String applied = Card.read(card.config());
    assertEquals(before.contains("\r\n"), applied.endsWith("\r\n"));
    assertEquals("on", FirmwareSettings.on("pi4", applied).get(":i2c_arm"));
    Map<String, String> once = card.everything();
    card.applyToBoot().done();
    assertEquals(once, card.everything());
    card.applyToBoot("--undo").done();
    assertEquals(before, Card.read(card.config()));
  }

  @Test
  void a_filter_that_is_open_at_the_end_is_told_and_does_not_hold_for_the_block() {
    Card.write(card.config(), OPEN_FILTER);
    card.applyToBoot().done().says("inside [pi4] above the block");
    assertEquals("on", FirmwareSettings.on("pi5", Card.read(card.config())).get(":spi"));
  }

  @Test
  void what_is_added_below_the_block_means_the_same_when_the_block_is_gone() {
    Card.write(card.config(), OPEN_FILTER);
    card.applyToBoot().done();
    Card.write(card.config(), Card.read(card.config()) + "dtoverlay=imx219\n");
    card.applyToBoot("--undo").done();
    assertEquals(OPEN_FILTER + "[all]\ndtoverlay=imx219\n", Card.read(card.config()));
  }

  @Test
  void a_filter_below_the_block_is_not_asked_beside_one_of_another_kind_above_it_after_an_undo() {
    String above = "dtparam=audio=on\n[EDID=VSC-TD2220]\nhdmi_group=2\n";
    String below = "[pi5]\nusb_max_current_enable=1\n";
    Card.write(card.config(), above);
    card.applyToBoot().done();
    Card.write(card.config(), Card.read(card.config()) + below);
    card.applyToBoot("--undo").done();
    String undone = Card.read(card.config());
    assertEquals(above + "[all]\n" + below, undone);
    assertEquals("1", FirmwareSettings.on("pi5", undone).get("usb_max_current_enable"));
  }

  @Test
  void a_single_line_that_breaks_off_within_its_line_end_is_the_same_at_the_second_run() {
    Card.write(card.config(), "dtparam=audio=on\r");
    card.applyToBoot().done();
    String once = Card.read(card.config());
    card.applyToBoot().done();
    assertEquals(once, Card.read(card.config()));
    card.applyToBoot("--undo").done();
    assertEquals("dtparam=audio=on\r", Card.read(card.config()));
  }

  @Test
  void what_was_edited_meanwhile_outlives_the_undo() {
    String before = Card.read(card.config());
    card.applyToBoot().done();
    String edited = Card.read(card.config()).replace("dtparam=audio=on", "dtparam=audio=off");
    Card.write(card.config(), edited + "dtoverlay=imx219\n");
    card.applyToBoot("--undo").done();
    String expected =
        before.replace("dtparam=audio=on", "dtparam=audio=off") + "dtoverlay=imx219\n";
    assertEquals(expected, Card.read(card.config()));
  }

  @Test
  void a_line_put_below_a_file_without_its_last_newline_stays_a_line() {
    Card.write(card.config(), "dtparam=audio=on");
    card.applyToBoot().done();
    Card.write(card.config(), Card.read(card.config()) + "arm_boost=1\n");
    card.applyToBoot("--undo").done();
    assertEquals("dtparam=audio=on\narm_boost=1\n", Card.read(card.config()));
  }

  @Test
  void what_others_write_into_the_block_is_kept_below_it_under_its_filter() {
    card.applyToBoot().done();
    String edited =
        Card.read(card.config())
            .replaceFirst("(?m)^dtparam=spi=on$", "dtparam=spi=off")
            .replaceFirst("(?m)^dtparam=uart0=on$", "dtparam=uart0=on\nusb_max_current_enable=1");
    assertNotEquals(Card.read(card.config()), edited);
    Card.write(card.config(), edited);
    card.applyToBoot().done().says("dtparam=spi=off usb_max_current_enable=1");
    String applied = Card.read(card.config());
    assertTrue(
        applied.endsWith("[all]\ndtparam=spi=off\n[pi5]\nusb_max_current_enable=1\n[all]\n"),
        applied);
    assertEquals("off", FirmwareSettings.on("pi4", applied).get(":spi"));
    Map<String, String> once = card.everything();
    card.applyToBoot().done();
    assertEquals(once, card.everything());
    card.applyToBoot("--undo").done();
    assertTrue(Card.read(card.config()).endsWith("usb_max_current_enable=1\n[all]\n"));
    assertFalse(Card.read(card.config()).contains("uart0"));
  }

  @Test
  void what_others_write_into_the_block_outlives_an_undo_too() {
    String before = Card.read(card.config());
    card.applyToBoot().done();
    Card.write(
        card.config(),
        Card.read(card.config()).replaceFirst("(?m)^disable_splash=1$", "disable_splash=0"));
    card.applyToBoot("--undo").done();
    assertEquals(before + "[all]\ndisable_splash=0\n", Card.read(card.config()));
  }

  @Test
  void contradictions_are_named_with_what_counts() {
    Card.write(
        card.config(),
        "dtparam=i2c=off\n"
            + "enable_uart=0\n"
            + "dtoverlay=gpio-fan,gpiopin=18\n"
            + "gpio=20-24=op,dh\n"
            + "[none]\n"
            + "dtparam=spi=off\n");
    card.applyToBoot()
        .done()
        .says("\"dtparam=i2c=off\" contradicts the block, where it is on; the block counts")
        .says("\"enable_uart=0\" contradicts the block, where it is 1; the block counts")
        .says("\"dtoverlay=gpio-fan,gpiopin=18\" uses pin 18, which is meant for the beeper")
        .says("\"gpio=20-24=op,dh\" uses pin 22, which is meant for the door relay")
        .doesNotSay("spi");
    assertEquals("on", FirmwareSettings.on("pi4", Card.read(card.config())).get(":i2c_arm"));
    Card.write(card.config(), Card.read(card.config()) + "enable_uart=0\n");
    card.applyToBoot()
        .done()
        .says(
            "\"enable_uart=0\" contradicts the block, where it is 1; it stands below the block and"
                + " counts");
  }

  @Test
  void what_the_file_decides_about_cameras_and_displays_is_left_to_it() {
    Card.write(card.config(), "camera_auto_detect=0\ndtoverlay=imx219\ndtoverlay=vc4-fkms-v3d\n");
    card.applyToBoot().done();
    Map<String, String> settings = FirmwareSettings.on("pi4", Card.read(card.config()));
    assertEquals("0", settings.get("camera_auto_detect"));
    assertEquals("1", settings.get("display_auto_detect"));
    assertFalse(settings.containsKey("dtoverlay=vc4-kms-v3d"));
  }

  @Test
  void the_clock_is_set_up_once_asked_for_and_remembered() {
    card.applyToBoot("--rtc", "ds3231").done();
    assertEquals("i2c-rtc,ds3231", clock("pi4", "dtoverlay=i2c-rtc"));
    Map<String, String> once = card.everything();
    card.applyToBoot().done();
    assertEquals(once, card.everything());
    card.applyToBoot("--rtc", "battery").done();
    assertEquals(null, clock("pi5", "dtoverlay=i2c-rtc"));
    assertEquals("3000000", clock("pi5", ":rtc_bbat_vchg"));
    assertEquals(null, clock("pi4", ":rtc_bbat_vchg"));
    card.applyToBoot().done();
    assertEquals("3000000", clock("pi5", ":rtc_bbat_vchg"));
    card.applyToBoot("--rtc", "none").done();
    assertEquals(null, clock("pi5", ":rtc_bbat_vchg"));
  }

  private String clock(String model, String name) {
    return FirmwareSettings.on(model, Card.read(card.config())).get(name);
  }

  @Test
  void a_pair_of_marks_that_is_broken_stops_it_before_anything_is_written() {
    card.applyToBoot().done();
    Card.write(card.config(), Card.read(card.config()).replaceFirst("(?m)^# END Daka.*\n", ""));
    Map<String, String> before = card.everything();
    for (String[] options : new String[][] {{}, {"--undo"}}) {
      card.applyToBoot(options).failed().says("are not one pair");
    }
    assertEquals(before, card.everything());
  }
}
