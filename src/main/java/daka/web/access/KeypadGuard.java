package daka.web.access;

import daka.store.file.StoreException;
import daka.store.register.WrongGuesses;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/// Makes guessing at a keypad slow: after a few wrong guesses within a while, the next is looked at
/// only some time after the last. The guesses are kept, so a restart forgives none, and time is
/// monotonic, so no clock that is set does. Safe for use by several threads.
public final class KeypadGuard {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Long> wrongNanos = new ArrayDeque<>();
  private final WrongGuesses kept;
  private final String keypad;
  private final Rule rule;
  private final InstantSource clock;
  private final LongSupplier nanos;

  /// When guessing is slow.
  ///
  /// @param free after how many wrong guesses
  /// @param within made in such a time
  /// @param pause how long no further one is looked at
  public record Rule(int free, Duration within, Duration pause) {}

  /// @param keypad what is counted, as it is kept
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  /// @throws StoreException if what was kept cannot be read
  public KeypadGuard(
      WrongGuesses kept, String keypad, Rule rule, InstantSource clock, LongSupplier nanos) {
    this.kept = kept;
    this.keypad = keypad;
    this.rule = rule;
    this.clock = clock;
    this.nanos = nanos;
    long now = nanos.getAsLong();
    kept.ages(keypad, clock.instant()).forEach(age -> wrongNanos.add(now - age.toNanos()));
  }

  /// How long until a guess is looked at again; zero if it would be now.
  public Duration left() {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      long lately = wrongNanos.stream().filter(at -> now - at < rule.within().toNanos()).count();
      if (lately < rule.free()) {
        return Duration.ZERO;
      }
      Duration left = rule.pause().minusNanos(now - wrongNanos.getLast());
      return left.isNegative() ? Duration.ZERO : left;
    } finally {
      lock.unlock();
    }
  }

  /// A guess was wrong. To be called before that is answered. It counts also if it cannot be kept.
  public void wrong() {
    lock.lock();
    try {
      wrongNanos.add(nanos.getAsLong());
      if (wrongNanos.size() > rule.free()) {
        wrongNanos.removeFirst();
      }
      kept.add(keypad, clock.instant(), rule.free());
    } catch (StoreException e) {
      Logger.warn("a restart would forget wrong guesses: {}", e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  /// Forgets all wrong guesses.
  void forgive() {
    lock.lock();
    try {
      if (!wrongNanos.isEmpty()) {
        wrongNanos.clear();
        kept.forgive(keypad);
      }
    } catch (StoreException e) {
      Logger.warn("a restart would bring wrong guesses back: {}", e.getMessage());
    } finally {
      lock.unlock();
    }
  }
}
