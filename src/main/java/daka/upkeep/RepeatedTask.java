package daka.upkeep;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/// Does something again and again on a thread of its own, until it is closed.
public final class RepeatedTask implements AutoCloseable {
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  /// @param round what it throws is logged, and the next round comes all the same
  public RepeatedTask(String name, Duration every, Runnable round) {
    thread = Thread.ofPlatform().name(name).daemon().start(() -> run(every, round));
  }

  private void run(Duration every, Runnable round) {
    try {
      do {
        try {
          round.run();
        } catch (RuntimeException e) {
          Logger.error(e, "{} failed once", Thread.currentThread().getName());
        }
      } while (!stop.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends, and with it what the round under way waits for.
  public void interrupt() {
    stop.countDown();
    thread.interrupt();
    close();
  }

  /// Ends after the round under way.
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
