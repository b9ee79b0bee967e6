package daka.upkeep;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/// Does something again and again on a thread of its own, until it is closed.
public final class RepeatedTask implements AutoCloseable {
  private final Semaphore asked = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopped;

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
        if (asked.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
          asked.drainPermits();
        }
      } while (!stopped);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Has the next round come at once, or right after the one under way.
  public void wake() {
    asked.release();
  }

  /// Ends, and with it what the round under way waits for.
  public void interrupt() {
    stopped = true;
    thread.interrupt();
    close();
  }

  /// Ends after the round under way.
  @Override
  public void close() {
    stopped = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
