package daka.web.http;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that is made when it is first asked for, and once. If that fails, the next who asks
/// tries again. Safe for use by several threads.
///
/// @param <T> what is made
public final class Once<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private final Lock lock = new ReentrantLock();
  private volatile @Nullable T made;

  public Once(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    T there = made;
    if (there != null) {
      return there;
    }
    lock.lock();
    try {
      there = made;
      if (there == null) {
        there = maker.get();
        made = there;
      }
      return there;
    } finally {
      lock.unlock();
    }
  }
}
