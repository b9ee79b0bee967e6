package daka;

import java.time.Duration;
import java.util.function.Supplier;

/// Waits for what another program does.
final class Await {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private Await() {}

  /// Something that will hold.
  interface Condition {
    boolean holds() throws Exception;
  }

  /// @throws AssertionError if it does not hold in time
  static void that(Duration patience, Condition condition, Supplier<String> otherwise)
      throws Exception {
    long until = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("within " + patience.toSeconds() + " s: " + otherwise.get());
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }
}
