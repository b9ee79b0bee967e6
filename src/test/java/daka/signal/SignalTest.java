package daka.signal;

import static daka.device.Waiting.await;
import static daka.device.Waiting.threads;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.device.Waiting;
import daka.health.Part;
import daka.pi.Level;
import daka.pi.PiException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How signals follow the screen on threads of their own.
class SignalTest {
  private static final Duration RETRY = Duration.ofMillis(1);

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
  void a_tap_is_followed_and_its_end_too() {
    try (Signal door = door(false)) {
      door.start();
      await("the pin", () -> relay.level() != null);
      at.tap("W-1");
      await("the door", () -> relay.level() == Level.HIGH);
      at.pass(3_000);
      await("the end of the pulse", () -> relay.level() == Level.LOW);
    }
    assertEquals(0, threads("signal door"));
  }

  @Test
  void without_its_device_it_says_what_is_missing_and_comes_back_when_it_is_there() {
    relay.tearOff(true);
    try (Signal door = door(false)) {
      assertEquals(Part.State.WARNING, door.health().state());
      door.start();
      await("the failure", () -> door.health().state() == Part.State.FAILED);
      assertEquals(
          Part.failed("door", "pin 22 is another program's", "Stop the other program."),
          door.health());
      relay.tearOff(false);
      await("the door", () -> door.health().state() == Part.State.OK);
    }
  }

  @Test
  void a_pin_that_is_lost_in_mid_pulse_is_opened_again_at_rest() {
    try (Signal door = door(false)) {
      door.start();
      await("the pin", () -> relay.level() != null);
      relay.tearOff(true);
      at.tap("nobody");
      at.tap("W-1");
      await("the loss", () -> door.health().state() == Part.State.FAILED);
      at.pass(3_000);
      relay.tearOff(false);
      await("the door", () -> door.health().state() == Part.State.OK);
      assertEquals(Level.LOW, relay.level());
      assertTrue(relay.levels().stream().allMatch(Level.LOW::equals), relay.levels()::toString);
    }
  }

  @Test
  void closing_in_mid_pulse_shuts_the_door() {
    Signal door = door(false);
    door.start();
    at.tap("W-1");
    await("the door", () -> relay.level() == Level.HIGH);
    assertTimeoutPreemptively(Waiting.PATIENCE, door::close);
    assertEquals(Level.LOW, relay.level());
  }

  @Test
  void where_the_kernel_keeps_outputs_the_door_warns_of_it() throws Exception {
    try (Signal door = door(true)) {
      door.start();
      door.awaitTried(Waiting.PATIENCE);
      assertEquals(Part.State.WARNING, door.health().state());
      assertTrue(door.health().cure().contains("dtparam=strict_gpiod"), door.health()::toString);
      at.tap("W-1");
      await("the door", () -> relay.level() == Level.HIGH);
    }
  }

  @Test
  void one_that_is_stuck_makes_nobody_wait() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    try (Signal slow =
            new Signal(
                "slow",
                RETRY,
                new FollowingDevice(
                    at.screen,
                    () ->
                        Lamps.open(
                            "red",
                            rest -> {
                              awaitQuietly(stuck);
                              return relay.open(rest);
                            },
                            null,
                            false,
                            at::nanos)));
        Signal door = door(false)) {
      slow.start();
      door.start();
      assertTimeoutPreemptively(Waiting.PATIENCE, () -> assertEquals("arrived", at.tap("W-1")));
      await("the door", () -> relay.level() == Level.HIGH);
      stuck.countDown();
    }
  }

  @Test
  void a_crowd_of_answers_leaves_the_newest() {
    WatchedPin red = new WatchedPin();
    WatchedPin green = new WatchedPin();
    try (Signal lamps =
        new Signal(
            "lamps",
            RETRY,
            new FollowingDevice(
                at.screen, () -> Lamps.open("both", red, green, false, at::nanos)))) {
      lamps.start();
      for (int i = 0; i < 100; i++) {
        at.tap(List.of("W-1", "nobody").get(i % 2));
      }
      await("red", () -> red.level() == Level.HIGH && green.level() == Level.LOW);
    }
    assertEquals(Level.LOW, red.level());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_lamp_is_lit_for_who_tries_it_and_one_that_is_missing_says_that_it_cannot()
      throws Exception {
    WatchedPin green = new WatchedPin();
    try (Signal lamps =
        new Signal(
            "lamps",
            RETRY,
            new FollowingDevice(
                at.screen, () -> Lamps.open("pin 27", null, green, false, at::nanos)),
            List.of(Attempt.GREEN))) {
      lamps.start();
      Waiting.await("the lamps", () -> lamps.health().state() == Part.State.OK);
      assertTrue(lamps.attempt(Attempt.GREEN));
      assertFalse(lamps.attempt(Attempt.BEEP));
      Waiting.await("light", () -> green.level() == Level.HIGH);
    }
    try (Signal missing =
        new Signal(
            "lamps",
            RETRY,
            new FollowingDevice(
                at.screen,
                () -> {
                  throw new PiException("no pins", "Take a Pi.");
                }),
            List.of(Attempt.GREEN))) {
      missing.start();
      Waiting.await("that it is missed", () -> missing.health().state() == Part.State.FAILED);
      assertFalse(missing.attempt(Attempt.GREEN));
    }
  }

  private Signal door(boolean kept) {
    return new Signal(
        "door",
        RETRY,
        new FollowingDevice(
            at.screen,
            () -> DoorOpener.open("pin 22", relay, Duration.ofSeconds(3), false, kept, at::nanos)));
  }
}
