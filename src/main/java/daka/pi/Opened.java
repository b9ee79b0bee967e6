package daka.pi;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.tinylog.Logger;

/// Something of the Pi that was opened, and is never used again once it was closed: the native code
/// below would reach into memory or a descriptor that is somebody else's by then.
abstract class Opened implements AutoCloseable {

  /// What is done with it.
  @FunctionalInterface
  interface Use<T> {
    T use();
  }

  private final String what;
  private final Consumer<Opened> closing;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  /// @param what names it, such as `pin 22`
  /// @param closing told once when it is closed
  Opened(String what, Consumer<Opened> closing) {
    this.what = what;
    this.closing = closing;
  }

  /// @throws PiException if it was closed, or Pi4J fails
  final <T> T use(String doing, Use<T> use) throws PiException {
    lock.lock();
    try {
      if (closed) {
        throw new PiException(what + " was closed", "It is opened again by itself.");
      }
      return Failures.translate(what + ": " + doing, use);
    } finally {
      lock.unlock();
    }
  }

  final String what() {
    return what;
  }

  /// Lets go of it. Called once.
  abstract void release();

  @Override
  public final void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      release();
    } catch (RuntimeException e) {
      Logger.warn("{} was not closed cleanly: {}", what, Failures.reason(e));
    } finally {
      lock.unlock();
      closing.accept(this);
    }
  }
}
