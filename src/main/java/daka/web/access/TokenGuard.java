package daka.web.access;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Makes guessing at tokens slow: a wrong one is answered after a while, and only a few at a time
/// are answered so. Good tokens never wait, wherever they come from, so guessing locks nobody out.
public final class TokenGuard implements AutoCloseable {
  private static final int AT_ONCE = 4;

  private final Semaphore places = new Semaphore(AT_ONCE);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Duration penalty;

  /// @param penalty how long the answer to a wrong token takes
  public TokenGuard(Duration penalty) {
    this.penalty = penalty;
  }

  /// Lets the time pass that a wrong token costs.
  ///
  /// @return false at once if too many wait already
  boolean delay() {
    if (!places.tryAcquire()) {
      return false;
    }
    try {
      closed.await(penalty.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
    return true;
  }

  /// Lets everybody wait no more.
  @Override
  public void close() {
    closed.countDown();
  }
}
