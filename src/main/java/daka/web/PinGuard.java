package daka.web;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Makes guessing at a PIN hopeless: after a few wrong ones in a row none is looked at for a while,
/// and for twice as long after each further one. Staff cards open the board meanwhile. Time is
/// monotonic. Safe for use by several threads.
final class PinGuard {
  private static final int FREE = 5;
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofMinutes(16);

  private final ReentrantLock lock = new ReentrantLock();
  private final LongSupplier nanos;
  private int wrong;
  private long closedAt;
  private Duration closed = Duration.ZERO;

  PinGuard(LongSupplier nanos) {
    this.nanos = nanos;
    this.closedAt = nanos.getAsLong();
  }

  /// How long until a PIN is looked at again; zero if it would be now.
  Duration left() {
    lock.lock();
    try {
      Duration left = closed.minusNanos(nanos.getAsLong() - closedAt);
      return left.isNegative() ? Duration.ZERO : left;
    } finally {
      lock.unlock();
    }
  }

  /// A PIN was right.
  void right() {
    lock.lock();
    try {
      wrong = 0;
      closed = Duration.ZERO;
    } finally {
      lock.unlock();
    }
  }

  /// A PIN was wrong.
  void wrong() {
    lock.lock();
    try {
      wrong++;
      if (wrong >= FREE) {
        closedAt = nanos.getAsLong();
        Duration doubled = closed.isZero() ? FIRST : closed.multipliedBy(2);
        closed = doubled.compareTo(MOST) > 0 ? MOST : doubled;
      }
    } finally {
      lock.unlock();
    }
  }
}
