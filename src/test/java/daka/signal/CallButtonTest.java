package daka.signal;

import static daka.device.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import daka.health.Part;
import daka.pi.InputPin;
import daka.pi.Level;
import daka.pi.PiException;
import daka.screen.Screen;
import daka.screen.ScreenState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The button that calls the staff, and what becomes of a call.
class CallButtonTest {
  private static final Duration RETRY = Duration.ofMillis(1);

  @TempDir Path folder;
  private final AtomicReference<@Nullable Consumer<Level>> wire = new AtomicReference<>();
  private volatile Level level = Level.HIGH;
  private volatile boolean isGone;
  private FollowedScreen at;
  private Signal signal;

  @BeforeEach
  void open() throws Exception {
    at = new FollowedScreen(folder, 70);
    CallButton button = new CallButton("pin 23", this::pin, at.screen::call, at::nanos);
    signal = new Signal("call button", RETRY, button);
    signal.start();
    await("the button", () -> signal.health().state() == Part.State.OK);
  }

  @AfterEach
  void close() throws Exception {
    signal.close();
    at.close();
  }

  private InputPin pin(Consumer<Level> listener) throws PiException {
    check();
    wire.set(listener);
    return new InputPin() {
      @Override
      public Level level() throws PiException {
        check();
        return level;
      }

      @Override
      public void close() {
        wire.set(null);
      }
    };
  }

  private void check() throws PiException {
    if (isGone) {
      throw new PiException("pin 23 is another program's", "Stop the other program.");
    }
  }

  private void turn(Level to) {
    level = to;
    Objects.requireNonNull(wire.get()).accept(to);
  }

  @Test
  void a_press_calls_the_staff_and_its_release_does_nothing() {
    assertNull(at.screen.state().called());
    turn(Level.LOW);
    turn(Level.HIGH);
    assertEquals(
        new ScreenState.Called(1, "2026-11-23T09:15:02.120+08:00"), at.screen.state().called());
  }

  @Test
  void a_second_press_calls_again_since_the_first() {
    turn(Level.LOW);
    turn(Level.HIGH);
    at.pass(60_000);
    turn(Level.LOW);
    assertEquals(
        new ScreenState.Called(2, "2026-11-23T09:15:02.120+08:00"), at.screen.state().called());
  }

  @Test
  void a_call_that_nobody_answers_leaves_five_minutes_after_the_last_press() {
    turn(Level.LOW);
    at.pass(Screen.CALLED.toMillis() - 1);
    assertNotNull(at.screen.state().called());
    turn(Level.LOW);
    at.pass(Screen.CALLED.toMillis() - 1);
    assertNotNull(at.screen.state().called());
    at.pass(1);
    assertNull(at.screen.state().called());
  }

  @Test
  void a_call_that_is_answered_is_gone_and_the_next_one_counts_on() {
    turn(Level.LOW);
    at.screen.answerCall();
    at.screen.answerCall();
    assertNull(at.screen.state().called());
    turn(Level.LOW);
    assertEquals(2, Objects.requireNonNull(at.screen.state().called()).seq());
  }

  @Test
  void a_button_that_is_stuck_is_told_and_one_that_is_released_is_well_again() {
    turn(Level.LOW);
    at.pass(60_000);
    await("the warning", () -> signal.health().state() == Part.State.WARNING);
    turn(Level.HIGH);
    await("the button", () -> signal.health().equals(Part.ok("call button", "pin 23")));
  }

  @Test
  void a_pin_that_is_lost_is_told_and_opened_again() {
    isGone = true;
    await("the loss", () -> signal.health().state() == Part.State.FAILED);
    assertEquals(
        Part.failed("call button", "pin 23 is another program's", "Stop the other program."),
        signal.health());
    isGone = false;
    await("the button", () -> signal.health().state() == Part.State.OK);
    turn(Level.LOW);
    assertNotNull(at.screen.state().called());
  }
}
