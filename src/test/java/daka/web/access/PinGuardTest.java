package daka.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.store.register.WrongGuesses;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinGuardTest {
  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private OpenStore store;
  private PinGuard guard;

  @BeforeEach
  void open() throws SQLException {
    store = new OpenStore(folder);
    restart();
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private void restart() {
    guard = new PinGuard(new WrongGuesses(store.database), store::now, nanos::get);
  }

  @Test
  void four_mistakes_cost_nothing_and_the_fifth_a_minute_on_that_screen() {
    wrong("board", 5);
    assertEquals(Duration.ofMinutes(1), wait("board"));
    right("screen");
    pass(Duration.ofSeconds(59));
    assertEquals(Duration.ofSeconds(1), wait("board"));
    pass(Duration.ofSeconds(1));
    right("board");
    wrong("board", 4);
    right("board");
  }

  @Test
  void a_right_pin_of_somebody_forgives_nothing_that_counts_for_the_kiosk() {
    int looked = 0;
    for (int i = 0; i < 20; i++) {
      if (guess("screen", null) instanceof PinGuard.Outcome.Wrong<String>) {
        looked++;
      }
      guess("screen", "mine");
    }
    assertEquals(10, looked);
    assertTrue(wait("board").compareTo(Duration.ofMinutes(29)) > 0, "on every screen");
  }

  @Test
  void some_fifty_guesses_a_day_are_looked_at_however_they_are_spread() {
    int looked = 0;
    List<String> sources = List.of("screen", "board", "other");
    for (int minute = 0; minute < 24 * 60; minute++) {
      for (String source : sources) {
        looked += guess(source, null) instanceof PinGuard.Outcome.Wrong<String> ? 1 : 0;
      }
      guess("screen", "mine");
      pass(Duration.ofMinutes(1));
    }
    assertTrue(looked <= 60, looked + " a day");
  }

  @Test
  void a_restart_forgives_nothing_whatever_the_clock_says_then() {
    wrong("board", 5);
    for (Duration jump : List.of(Duration.ZERO, Duration.ofDays(-3000))) {
      store.setClock(store.now().plus(jump));
      restart();
      assertEquals(Duration.ofMinutes(1), wait("board"), "after a jump of " + jump);
    }
    pass(Duration.ofMinutes(1));
    right("board");
    restart();
    wrong("board", 4);
    right("board");
  }

  @Test
  void guesses_at_the_same_time_are_no_more_than_guesses_one_after_the_other() throws Exception {
    AtomicInteger looked = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> guesses = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(40)) {
      for (int i = 0; i < 40; i++) {
        guesses.add(
            threads.submit(
                () -> {
                  go.await();
                  return guard.guess(
                      "board",
                      () -> {
                        looked.incrementAndGet();
                        return null;
                      });
                }));
      }
      go.countDown();
      for (Future<?> guess : guesses) {
        guess.get();
      }
    }
    assertTrue(looked.get() <= 5, looked + " were looked at");
  }

  private PinGuard.Outcome<String> guess(String source, @Nullable String found) {
    return guard.guess(source, () -> found);
  }

  private void wrong(String source, int count) {
    for (int i = 0; i < count; i++) {
      assertInstanceOf(PinGuard.Outcome.Wrong.class, guess(source, null));
    }
  }

  private void right(String source) {
    assertInstanceOf(PinGuard.Outcome.Right.class, guess(source, "found"));
  }

  private Duration wait(String source) {
    return assertInstanceOf(PinGuard.Outcome.Wait.class, guess(source, "found")).left();
  }

  private void pass(Duration time) {
    store.pass(time);
    nanos.addAndGet(time.toNanos());
  }
}
