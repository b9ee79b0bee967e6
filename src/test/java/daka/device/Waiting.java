package daka.device;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for things to happen on other threads.
public final class Waiting {
  /// How long a test waits for what should happen at once. It is so long that only what never
  /// happens takes it, however busy the machine is.
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private Waiting() {}

  public static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
    assertTrue(condition.getAsBoolean(), () -> "waited in vain for " + what);
  }

  /// How many threads there are of this name.
  public static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .count();
  }
}
