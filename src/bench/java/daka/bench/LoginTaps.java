package daka.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// Taps while somebody signs in again and again, against taps while nobody does, in turns.
///
/// @param browser of whoever signs in
record LoginTaps(ServedKiosk kiosk, OfficeBrowser browser) {
  private static final int WARM_UP = 2_000;
  private static final int ROUNDS = 10;
  private static final int OF_A_ROUND = 200;
  private static final int LOGINS = 10_000;
  private static final long PAUSE_MILLIS = 3;
  private static final double GOAL = 1.5;

  /// How many residents tap, from the first on.
  static final int TAPS = WARM_UP + 2 * ROUNDS * OF_A_ROUND;

  void measure() throws Exception {
    // The connection of before has been idle for so long that the kiosk has closed it.
    kiosk.awaitReady();
    int next = 0;
    while (next < WARM_UP) {
      kiosk.tap(next++);
    }
    Percentiles alone = new Percentiles(ROUNDS * OF_A_ROUND);
    Percentiles beside = new Percentiles(ROUNDS * OF_A_ROUND);
    Percentiles logins = new Percentiles(LOGINS);
    for (int round = 0; round < ROUNDS; round++) {
      next = taps(next, alone);
      try (Loop _ = new Loop(browser, logins)) {
        next = taps(next, beside);
      }
    }
    System.out.printf(
        "%n| a tap by HTTP, µs | p50 | p99 |%n|---|---|---|%n| nobody signs in | %.0f | %.0f |%n"
            + "| somebody signs in, %d times, %.0f ms each | %.0f | %.0f |%n"
            + "| ratio | %.2f | %.2f (at most %.1f) |%n",
        alone.micros(0.5),
        alone.micros(0.99),
        logins.size(),
        logins.micros(0.5) / 1e3,
        beside.micros(0.5),
        beside.micros(0.99),
        beside.micros(0.5) / alone.micros(0.5),
        beside.micros(0.99) / alone.micros(0.99),
        GOAL);
  }

  /// @return the resident who taps next
  private int taps(int first, Percentiles times) throws Exception {
    for (int i = 0; i < OF_A_ROUND; i++) {
      times.add((long) (kiosk.tap(first + i) * 1_000));
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return first + OF_A_ROUND;
  }

  /// Signs in until it is closed; the first time before it is made.
  private static final class Loop implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final Thread thread;

    Loop(OfficeBrowser browser, Percentiles times) throws IOException {
      times.add(browser.signIn());
      thread = Thread.ofPlatform().start(() -> run(browser, times));
    }

    private void run(OfficeBrowser browser, Percentiles times) {
      try {
        while (!over.get() && times.size() < LOGINS) {
          browser.forget();
          times.add(browser.signIn());
        }
      } catch (IOException e) {
        failure.set(e);
      }
    }

    @Override
    public void close() throws IOException {
      over.set(true);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      IOException failed = failure.get();
      if (failed != null) {
        throw new IOException("signing in failed", failed);
      }
    }
  }
}
