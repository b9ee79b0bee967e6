package daka.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Tells how far work is, in turns, on a thread of its own until it is closed. What is over before
/// its first turn is not told at all.
public final class ProgressTeller implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /// @param pause between two turns, and before the first
  /// @param told is told of each look at a step
  public ProgressTeller(Progress progress, Duration pause, Consumer<Progress.Seen> told) {
    thread =
        Thread.ofVirtual()
            .name("progress")
            .start(
                () -> {
                  try {
                    while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                      progress.look().ifPresent(told);
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  /// When it returns, nothing more is told. Whoever is being told is not interrupted.
  @Override
  public void close() {
    closed.countDown();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
