package daka;

import java.time.Duration;

/// Waits for what another program does.
public final class Await {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private Await() {}

  /// Something that will hold.
  public interface Condition {
    boolean holds() throws Exception;
  }

  /// What is the matter if it does not.
  public interface Complaint {
    String text() throws Exception;
  }

  /// @throws AssertionError if it does not hold in time
  public static void that(Duration patience, Condition condition, Complaint otherwise)
      throws Exception {
    long until = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("within " + patience.toSeconds() + " s: " + otherwise.text());
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }
}
