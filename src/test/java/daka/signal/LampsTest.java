package daka.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import daka.pi.Level;
import daka.pi.PiException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which lamp is lit when, over a real desk.
class LampsTest {
  @TempDir Path folder;
  private final WatchedPin red = new WatchedPin();
  private final WatchedPin green = new WatchedPin();
  private FollowedScreen at;

  @BeforeEach
  void open() throws Exception {
    at = new FollowedScreen(folder, 70);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  @Test
  void both_are_dark_until_somebody_taps_and_again_when_it_is_closed() throws Exception {
    Lamps lamps = lamps(false);
    look(lamps);
    assertLit("");
    at.tap("W-1");
    look(lamps);
    lamps.close();
    assertLit("");
  }

  @Test
  void what_is_recorded_is_green_for_two_seconds() throws Exception {
    Lamps lamps = lamps(false);
    assertEquals("arrived", at.tap("W-1"));
    look(lamps);
    assertLit("green");
    at.pass(1_999);
    look(lamps);
    assertLit("green");
    at.pass(1);
    assertEquals(Duration.ofDays(1), look(lamps));
    assertLit("");
    at.pass(60_000);
    assertEquals("departed", at.tap("W-1"));
    look(lamps);
    assertLit("green");
  }

  @Test
  void what_is_refused_is_red_and_never_green() throws Exception {
    Lamps lamps = lamps(false);
    assertEquals("refused", at.tap("nobody"));
    look(lamps);
    assertLit("red");
    at.pass(2_000);
    look(lamps);
    assertLit("");
    assertEquals(List.of(Level.LOW), green.levels());
  }

  @Test
  void what_could_not_be_recorded_is_red() throws Exception {
    Lamps lamps = lamps(false);
    at.store.execute(
        "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END");
    assertEquals("refused", at.tap("W-1"));
    look(lamps);
    assertLit("red");
  }

  @Test
  void the_next_answer_takes_over_at_once() throws Exception {
    Lamps lamps = lamps(false);
    at.tap("W-1");
    look(lamps);
    at.pass(500);
    at.tap("nobody");
    look(lamps);
    assertLit("red");
    at.pass(500);
    at.tap("L-1");
    look(lamps);
    assertLit("green");
    at.pass(1_999);
    look(lamps);
    assertLit("green");
  }

  @Test
  void whoever_tries_a_lamp_sees_it_for_two_seconds_and_the_next_answer_as_ever() throws Exception {
    Lamps lamps = lamps(false);
    lamps.attempt(Attempt.GREEN);
    look(lamps);
    assertLit("green");
    lamps.attempt(Attempt.RED);
    look(lamps);
    assertLit("red");
    lamps.attempt(Attempt.BEEP);
    at.pass(2_000);
    look(lamps);
    assertLit("");
    at.tap("W-1");
    look(lamps);
    assertLit("green");
  }

  @Test
  void a_card_that_is_held_on_lights_again_as_the_first_time() throws Exception {
    Lamps lamps = lamps(false);
    at.tap("nobody");
    at.pass(2_500);
    assertEquals("repeated", at.tap("nobody"));
    look(lamps);
    assertLit("red");
  }

  @Test
  void lamps_that_are_opened_late_show_no_old_answer() throws Exception {
    at.tap("W-1");
    at.pass(2_000);
    look(lamps(false));
    assertLit("");
    assertEquals(List.of(Level.LOW), green.levels());
  }

  @Test
  void active_low_lamps_are_dark_at_a_high_level_from_the_first_moment() throws Exception {
    Lamps lamps = lamps(true);
    assertEquals(List.of(Level.HIGH), green.levels());
    at.tap("W-1");
    look(lamps);
    assertEquals(List.of(Level.HIGH, Level.LOW), green.levels());
    lamps.close();
    assertEquals(Level.HIGH, green.level());
  }

  @Test
  void one_lamp_alone_does_its_part() throws Exception {
    Lamps lamps = Lamps.open("red on pin 17", red, null, false, at::nanos);
    at.tap("W-1");
    look(lamps);
    assertEquals(Level.LOW, red.level());
    at.tap("nobody");
    look(lamps);
    assertEquals(Level.HIGH, red.level());
  }

  @Test
  void a_lamp_that_cannot_be_opened_leaves_the_other_one_free() {
    green.tearOff(true);
    assertThrows(PiException.class, () -> lamps(false));
    assertEquals(List.of(Level.LOW, Level.LOW), red.levels());
  }

  private Lamps lamps(boolean activeLow) throws PiException {
    return Lamps.open("red on pin 17, green on pin 27", red, green, activeLow, at::nanos);
  }

  private Duration look(Lamps lamps) throws PiException {
    lamps.show(at.screen.state());
    return lamps.act();
  }

  private void assertLit(String lamp) {
    assertEquals(lamp.equals("red") ? Level.HIGH : Level.LOW, red.level(), "red");
    assertEquals(lamp.equals("green") ? Level.HIGH : Level.LOW, green.level(), "green");
  }
}
