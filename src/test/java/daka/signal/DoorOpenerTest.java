package daka.signal;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.pi.Level;
import daka.pi.PiException;
import daka.screen.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom the door opens for, and for how long, over a real desk.
class DoorOpenerTest {
  private static final Duration PULSE = Duration.ofSeconds(3);

  @TempDir Path folder;
  private final WatchedPin relay = new WatchedPin();
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
  void it_is_shut_from_the_first_moment_opens_for_an_arrival_and_shuts_after_the_pulse()
      throws Exception {
    DoorOpener door = door();
    assertEquals(List.of(Level.LOW), relay.levels());
    assertEquals("arrived", at.tap("W-1"));
    look(door);
    at.pass(2_999);
    assertEquals(Duration.ofMillis(1), look(door));
    assertEquals(Level.HIGH, relay.level());
    at.pass(1);
    look(door);
    assertEquals(List.of(Level.LOW, Level.HIGH, Level.LOW), relay.levels());
  }

  @Test
  void it_opens_for_nobody_who_is_refused() throws Exception {
    DoorOpener door = door();
    assertEquals("refused", at.tap("nobody"));
    look(door);
    at.entrance.unreadable("door");
    look(door);
    assertEquals(List.of(Level.LOW), relay.levels());
  }

  @Test
  void it_opens_for_nobody_who_leaves_or_takes_something_back() throws Exception {
    at.tap("W-1");
    at.pass(120_000);
    DoorOpener door = door();
    assertEquals("departed", at.tap("W-1"));
    look(door);
    Answer undone = at.entrance.undo(Long.parseLong(offer()));
    assertEquals("undone", undone.decision());
    look(door);
    assertEquals(List.of(Level.LOW), relay.levels());
  }

  @Test
  void the_next_arrival_in_mid_pulse_makes_it_longer() throws Exception {
    DoorOpener door = door();
    at.tap("W-1");
    look(door);
    at.pass(2_000);
    at.tap("L-1");
    look(door);
    at.pass(2_999);
    look(door);
    assertEquals(Level.HIGH, relay.level());
    at.pass(1);
    look(door);
    assertEquals(List.of(Level.LOW, Level.HIGH, Level.LOW), relay.levels());
  }

  @Test
  void a_refusal_in_mid_pulse_shuts_it_at_once() throws Exception {
    DoorOpener door = door();
    at.tap("W-1");
    look(door);
    at.pass(500);
    at.tap("nobody");
    look(door);
    assertEquals(Level.LOW, relay.level());
    at.pass(100);
    look(door);
    assertEquals(List.of(Level.LOW, Level.HIGH, Level.LOW), relay.levels());
  }

  @Test
  void whoever_was_shut_out_by_the_refusal_of_another_taps_again() throws Exception {
    DoorOpener door = door();
    at.tap("W-1");
    look(door);
    at.pass(500);
    at.tap("nobody");
    look(door);
    at.pass(4_000);
    assertEquals("already-in", at.tap("W-1"));
    look(door);
    assertEquals(Level.HIGH, relay.level());
    at.pass(1_000);
    assertEquals("repeated", at.tap("W-1"));
    at.pass(2_900);
    look(door);
    assertEquals(Level.HIGH, relay.level());
  }

  @Test
  void a_touch_in_mid_pulse_leaves_the_pulse_as_it_is() throws Exception {
    DoorOpener door = door();
    at.tap("W-1");
    look(door);
    at.pass(1_000);
    at.entrance.chooseRoom(Long.parseLong(offer()), "sports");
    look(door);
    assertEquals(Level.HIGH, relay.level());
    at.pass(2_000);
    look(door);
    assertEquals(Level.LOW, relay.level());
  }

  @Test
  void opened_late_it_gives_only_what_is_left_of_the_pulse() throws Exception {
    at.tap("W-1");
    at.pass(1_000);
    DoorOpener door = door();
    assertEquals(Duration.ofSeconds(2), look(door));
    at.pass(10_000);
    door.close();
    DoorOpener again = door();
    look(again);
    assertEquals(Level.LOW, relay.level());
  }

  @Test
  void closing_in_mid_pulse_shuts_it() throws Exception {
    DoorOpener door = door();
    at.tap("W-1");
    look(door);
    door.close();
    assertEquals(Level.LOW, relay.level());
  }

  @Test
  void an_active_low_relay_is_at_rest_at_a_high_level() throws Exception {
    DoorOpener door = DoorOpener.open("pin 22", relay, PULSE, true, false, at::nanos);
    at.tap("W-1");
    look(door);
    door.close();
    assertEquals(List.of(Level.HIGH, Level.LOW, Level.HIGH), relay.levels());
  }

  @Test
  void whatever_happens_it_is_never_open_while_a_refusal_is_shown_nor_longer_than_the_pulse()
      throws Exception {
    Random random = new Random(20_261_123);
    DoorOpener door = door();
    long arrived = at.nanos() - PULSE.toNanos();
    for (int step = 0; step < 2_000; step++) {
      String card = List.of("W-1", "L-1", "nobody").get(random.nextInt(3));
      if (random.nextInt(4) == 0) {
        at.tap(card);
      }
      look(door);
      ShownAnswer given = ShownAnswer.in(at.screen.state(), at.nanos());
      String stands = given == null ? "" : given.decision();
      if (given != null && (stands.equals("arrived") || stands.equals("already-in"))) {
        arrived = given.atNanos();
      }
      if (relay.level() == Level.HIGH) {
        assertNotEquals("refused", stands, "open while a refusal is shown");
        assertTrue(at.nanos() - arrived < PULSE.toNanos(), "open for too long");
      }
      at.pass(random.nextInt(1_500));
    }
  }

  private String offer() {
    return String.valueOf(requireNonNull(at.screen.state().result()).answer().offer());
  }

  private DoorOpener door() throws PiException {
    return DoorOpener.open("pin 22", relay, PULSE, false, false, at::nanos);
  }

  private Duration look(DoorOpener door) throws PiException {
    door.show(at.screen.state());
    return door.act();
  }
}
