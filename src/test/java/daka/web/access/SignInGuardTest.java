package daka.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.web.access.SignInGuard.Outcome;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignInGuardTest {
  private static final InetAddress OFFICE = InetAddress.ofLiteral("192.168.1.7");

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger looked = new AtomicInteger();
  private final SignInGuard guard = new SignInGuard(nanos::get);

  private Outcome<String> guess(String account, InetAddress from, @Nullable String found) {
    return guard.guess(
        account,
        from,
        () -> {
          looked.incrementAndGet();
          return found;
        });
  }

  private static InetAddress other(int number) {
    return InetAddress.ofLiteral("10.0." + number / 250 + "." + (1 + number % 250));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private Duration wait(Outcome<String> outcome) {
    return assertInstanceOf(Outcome.Wait.class, outcome).left();
  }

  @Test
  void five_are_free_and_then_each_waits_twice_as_long_a_minute_at_most() {
    for (int i = 0; i < SignInGuard.FREE; i++) {
      assertInstanceOf(Outcome.Looked.class, guess("wang", OFFICE, null));
    }
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
      assertEquals(Duration.ofSeconds(seconds), wait(guess("wang", OFFICE, null)));
      pass(Duration.ofSeconds(seconds).minusNanos(1));
      assertEquals(Duration.ofNanos(1), wait(guess("wang", OFFICE, null)));
      pass(Duration.ofNanos(1));
      assertInstanceOf(Outcome.Looked.class, guess("wang", OFFICE, null));
    }
    pass(SignInGuard.FORGIVEN);
    for (int i = 0; i < SignInGuard.FREE; i++) {
      assertInstanceOf(Outcome.Looked.class, guess("wang", OFFICE, null));
    }
    wait(guess("wang", OFFICE, null));
  }

  @Test
  void guesses_from_many_addresses_count_together_and_each_address_has_one_a_minute() {
    int addresses = 200;
    for (int minute = 0; minute < 10; minute++) {
      for (int i = 0; i < addresses; i++) {
        guess("wang", other(i), null);
        guess("wang", other(i), null);
      }
      pass(SignInGuard.LONGEST);
    }
    assertTrue(looked.get() <= 10 * addresses + SignInGuard.FREE, looked + " were looked at");
  }

  @Test
  void the_rightful_person_gets_in_within_a_minute_while_others_go_on_guessing() {
    for (int i = 0; i < 100; i++) {
      guess("wang", other(i), null);
    }
    Duration told = wait(guess("wang", OFFICE, "right"));
    assertTrue(told.compareTo(SignInGuard.LONGEST) <= 0, told::toString);
    Duration step = told.dividedBy(20);
    for (int second = 0; second < 20; second++) {
      pass(step);
      for (int i = 0; i < 100; i++) {
        guess("wang", other(i), null);
      }
    }
    pass(step);
    assertEquals(new Outcome.Looked<>("right"), guess("wang", OFFICE, "right"));
  }

  @Test
  void one_address_cannot_guess_at_many_accounts() {
    for (int i = 0; i < 1_000; i++) {
      guess("account " + i, OFFICE, null);
    }
    assertEquals(SignInGuard.FREE, looked.get());
    assertInstanceOf(Outcome.Looked.class, guess("account 1", other(1), "right"));
  }

  @Test
  void an_own_account_does_not_let_its_holder_go_on_guessing_at_others() {
    for (int i = 0; i < 20; i++) {
      guess("wang", OFFICE, null);
      guess("own", OFFICE, "right");
      guard.forgive("own");
    }
    assertTrue(looked.get() <= 2 * SignInGuard.FREE, looked + " were looked at");
    assertFalse(guess("wang", other(1), "right") instanceof Outcome.Looked);
  }

  @Test
  void a_guess_that_comes_while_one_from_its_address_is_looked_at_has_to_wait() {
    guard.guess(
        "wang",
        OFFICE,
        () -> {
          assertEquals(Duration.ofSeconds(1), wait(guess("wang", OFFICE, null)));
          return "right";
        });
    assertInstanceOf(Outcome.Looked.class, guess("wang", OFFICE, null));
  }
}
