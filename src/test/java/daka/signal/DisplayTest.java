package daka.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import daka.device.DeviceException;
import daka.store.OpenStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When the screen is lit, over files as the kernel has them.
class DisplayTest {
  private static final Duration IDLE = Duration.ofMinutes(2);
  private static final Instant NIGHT = Instant.parse("2026-11-23T14:30:00Z");
  private static final String BRIGHT = "255 of 255, power 0";
  private static final String DIM = "38 of 255, power 0";
  private static final String OFF = "0 of 255, power 4";

  @TempDir Path folder;
  private Path sys;
  private FollowedScreen at;
  private Display display;

  @BeforeEach
  void open() throws Exception {
    sys = Files.createDirectory(folder.resolve("10-0045"));
    Files.writeString(sys.resolve("max_brightness"), "255\n");
    Files.writeString(sys.resolve("brightness"), "100\n");
    Files.writeString(sys.resolve("bl_power"), "4\n");
    at = new FollowedScreen(folder, 70);
    display = display();
  }

  private Display display() throws DeviceException {
    ScreenLight light = Backlight.open(sys);
    return new Display(light, at.screen, IDLE, OpenStore.HOURS, at.store::now, at::nanos);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  @Test
  void it_is_bright_at_first_and_dimmed_when_nobody_comes() throws Exception {
    assertEquals(BRIGHT, look());
    at.pass(IDLE.toMillis() - 1);
    assertEquals(BRIGHT, look());
    at.pass(1);
    assertEquals(DIM, look());
  }

  @Test
  void a_tap_brightens_it_also_a_refused_one() throws Exception {
    at.pass(IDLE.toMillis());
    assertEquals(DIM, look());
    at.tap("nobody");
    assertEquals(BRIGHT, look());
    at.pass(IDLE.toMillis());
    assertEquals(DIM, look());
  }

  @Test
  void a_touch_and_a_call_brighten_it() throws Exception {
    at.pass(IDLE.toMillis());
    assertEquals(DIM, look());
    at.screen.touched();
    assertEquals(BRIGHT, look());
    at.pass(IDLE.toMillis());
    assertEquals(DIM, look());
    at.screen.call();
    assertEquals(BRIGHT, look());
  }

  @Test
  void it_is_off_while_the_centre_is_closed_and_on_again_when_it_opens() throws Exception {
    at.pass(IDLE.toMillis());
    at.store.setClock(NIGHT);
    assertEquals(OFF, look());
    at.store.setClock(Instant.parse("2026-11-24T00:29:59Z"));
    assertEquals(OFF, look());
    at.store.setClock(Instant.parse("2026-11-24T00:30:00Z"));
    assertEquals(DIM, look());
  }

  @Test
  void closing_time_leaves_it_bright_for_whoever_is_still_there() throws Exception {
    at.tap("W-1");
    at.store.setClock(NIGHT);
    assertEquals(BRIGHT, look());
    at.pass(IDLE.toMillis());
    assertEquals(OFF, look());
  }

  @Test
  void a_tap_or_a_touch_at_night_lights_it_for_a_while() throws Exception {
    at.store.setClock(NIGHT);
    at.pass(IDLE.toMillis());
    assertEquals(OFF, look());
    at.tap("W-1");
    assertEquals(BRIGHT, look());
    at.pass(IDLE.toMillis());
    assertEquals(OFF, look());
    at.screen.touched();
    assertEquals(BRIGHT, look());
  }

  @Test
  void what_something_else_changed_is_set_right_within_a_minute() throws Exception {
    assertEquals(BRIGHT, look());
    Files.writeString(sys.resolve("brightness"), "3");
    at.pass(Display.AGAIN.toMillis() - 1);
    assertEquals("3 of 255, power 0", look());
    at.pass(1);
    assertEquals(BRIGHT, look());
  }

  @Test
  void it_is_left_bright_when_the_kiosk_stops() throws Exception {
    at.store.setClock(NIGHT);
    at.pass(IDLE.toMillis());
    assertEquals(OFF, look());
    display.close();
    assertEquals(BRIGHT, seen());
  }

  @Test
  void a_screen_that_is_gone_is_told_with_the_cure() throws Exception {
    Files.delete(sys.resolve("brightness"));
    Files.createDirectory(sys.resolve("brightness"));
    DeviceException gone = assertThrows(DeviceException.class, this::look);
    assertEquals("Look whether the screen is connected.", gone.cure());
    display.close();
  }

  @Test
  void a_folder_that_is_no_backlight_is_told_with_the_cure() {
    DeviceException none =
        assertThrows(DeviceException.class, () -> Backlight.open(folder.resolve("none")));
    assertEquals(folder.resolve("none/max_brightness") + " cannot be read", none.message());
  }

  private String look() throws DeviceException {
    display.show(at.screen.state());
    display.act();
    return seen();
  }

  private String seen() {
    return read("brightness") + " of " + read("max_brightness") + ", power " + read("bl_power");
  }

  private String read(String name) {
    try {
      return Files.readString(sys.resolve(name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
