package daka.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private static final int KIOSKS = 20_000;

  @Test
  void the_ceiling_doubles_from_one_second_to_five_minutes() {
    long[] most = new long[14];
    for (int kiosk = 0; kiosk < KIOSKS; kiosk++) {
      BackOff backOff = new BackOff(new SplittableRandom(kiosk));
      for (int failure = 0; failure < most.length; failure++) {
        most[failure] = Math.max(most[failure], backOff.next(null).toMillis());
      }
    }
    long ceiling = 1_000;
    for (long longest : most) {
      assertTrue(longest <= ceiling && longest > ceiling * 0.99, longest + " of " + ceiling);
      ceiling = Math.min(ceiling * 2, 300_000);
    }
  }

  @Test
  void the_jitter_is_full_so_that_kiosks_do_not_knock_together() {
    int[] seconds = new int[300];
    for (int kiosk = 0; kiosk < KIOSKS; kiosk++) {
      BackOff backOff = new BackOff(new SplittableRandom(kiosk));
      for (int failure = 0; failure < 20; failure++) {
        backOff.next(null);
      }
      seconds[(int) Math.min(299, backOff.next(null).toSeconds())]++;
    }
    double expected = KIOSKS / 300.0;
    double chiSquared =
        Arrays.stream(seconds).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertTrue(chiSquared < 388, "299 degrees of freedom, p < 0.0005: " + chiSquared);
  }

  @Test
  void an_answer_makes_the_next_failure_a_first_one() {
    BackOff backOff = new BackOff(new Random(1));
    for (int failure = 0; failure < 100; failure++) {
      backOff.next(null);
    }
    backOff.reset();
    assertTrue(backOff.next(null).compareTo(BackOff.FIRST_CEILING) <= 0);
  }

  @Test
  void what_the_receiver_asks_for_comes_below_the_jitter_and_is_bounded() {
    assertAsked(Duration.ofSeconds(90), Duration.ofSeconds(90));
    assertAsked(Duration.ZERO, Duration.ofSeconds(-90));
    assertAsked(BackOff.LONGEST_ASKED, Duration.ofDays(10_000));
  }

  private static void assertAsked(Duration expected, Duration asked) {
    Duration jitter = new BackOff(new Random(7)).next(null);
    assertEquals(expected.plus(jitter), new BackOff(new Random(7)).next(asked));
  }
}
