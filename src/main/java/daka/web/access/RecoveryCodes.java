package daka.web.access;

import daka.screen.OneTimeCode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The codes by which administrators who have lost their password or their telephone get in again:
/// each is for one account, and shown at the kiosk to whoever has presented that person's card. In
/// memory only. Safe for use by several threads.
public final class RecoveryCodes {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, OneTimeCode> codes = new HashMap<>();
  private final LongSupplier nanos;

  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public RecoveryCodes(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Draws a code for an account, in place of one that there is.
  public String draw(long account) {
    lock.lock();
    try {
      OneTimeCode drawn = OneTimeCode.draw(nanos.getAsLong());
      codes.put(account, drawn);
      return drawn.text();
    } finally {
      lock.unlock();
    }
  }

  /// Whether this is the code of an account, which is used up by that.
  ///
  /// @param account null if there is none of the name that was typed
  public boolean guess(@Nullable Long account, String guessed) {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      codes.values().removeIf(code -> code.isOver(now));
      OneTimeCode code = account == null ? null : codes.get(account);
      return code != null && code.guess(guessed);
    } finally {
      lock.unlock();
    }
  }
}
