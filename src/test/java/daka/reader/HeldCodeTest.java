package daka.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeldCodeTest {
  private static final Duration FRAME = Duration.ofMillis(66);

  private long now;
  private final HeldCode sighting = new HeldCode(() -> now);

  @Test
  void a_code_held_in_view_is_presented_once() {
    int presented = 0;
    for (int frame = 0; frame < 1_000; frame++) {
      presented += frame("A") ? 1 : 0;
    }

    assertEquals(1, presented);
  }

  @Test
  void a_code_that_flickers_is_presented_once() {
    int presented = 0;
    for (int frame = 0; frame < 1_000; frame++) {
      presented += frame(frame % 20 == 0 ? "A" : null) ? 1 : 0;
    }

    assertEquals(1, presented);
  }

  @Test
  void two_codes_found_in_turn_are_presented_once_each() {
    int presented = 0;
    for (int frame = 0; frame < 1_000; frame++) {
      presented += frame(frame % 2 == 0 ? "A" : "B") ? 1 : 0;
    }

    assertEquals(2, presented);
  }

  @Test
  void a_code_that_was_out_of_view_is_presented_again() {
    assertTrue(frame("A"));
    for (long gone = 0; gone < HeldCode.ABSENCE.dividedBy(FRAME); gone++) {
      assertFalse(frame(null));
    }

    assertTrue(frame("A"));
  }

  @Test
  void a_code_is_still_in_view_after_a_camera_has_stalled() {
    assertTrue(frame("A"));
    now += Duration.ofMinutes(1).toNanos();

    assertFalse(frame("A"));
    frame(null);
    frame(null);
    now += Duration.ofMinutes(1).toNanos();
    assertFalse(frame("A"));
  }

  @Test
  void only_a_few_codes_are_remembered() {
    for (int i = 0; i < 100; i++) {
      assertTrue(sighting.isPresented("code " + i));
    }

    assertFalse(sighting.isPresented("code 99"));
    assertTrue(sighting.isPresented("code 0"));
  }

  private boolean frame(@Nullable String text) {
    now += FRAME.toNanos();
    return sighting.isPresented(text);
  }
}
