package daka.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PinGuardTest {
  private final AtomicLong nanos = new AtomicLong();
  private final PinGuard guard = new PinGuard(nanos::get);

  @Test
  void four_mistakes_cost_nothing() {
    mistakes(4);
    assertEquals(Duration.ZERO, guard.left());
  }

  @Test
  void the_fifth_costs_a_minute_and_each_further_one_twice_as_long_up_to_sixteen() {
    mistakes(5);
    for (int minutes : new int[] {1, 2, 4, 8, 16, 16}) {
      assertEquals(Duration.ofMinutes(minutes), guard.left());
      nanos.addAndGet(Duration.ofMinutes(minutes).toNanos());
      assertEquals(Duration.ZERO, guard.left());
      mistakes(1);
    }
  }

  @Test
  void a_right_pin_forgives_all() {
    mistakes(4);
    guard.right();
    mistakes(4);
    assertEquals(Duration.ZERO, guard.left());
  }

  private void mistakes(int count) {
    for (int i = 0; i < count; i++) {
      guard.wrong();
    }
  }
}
