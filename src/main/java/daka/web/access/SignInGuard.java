package daka.web.access;

import daka.web.http.Crowd;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes guessing at passwords and codes slow, and locks nobody out. Wrong guesses are counted for
/// the account and for the address: after [#FREE] of either, the next is looked at only a while
/// after the last, twice as long each time, [#LONGEST] at most.
///
/// Whoever is told to wait is promised that the next guess from that address after that time is
/// looked at, however many others guess at the same account meanwhile: so the rightful person gets
/// in within a minute. Somebody with many addresses therefore has one guess a minute for each: with
/// 250 of them 360,000 a day, at passwords of 15 characters.
///
/// Time is monotonic. Counts are in memory, of the latest few thousand names and addresses, and are
/// forgiven after [#FORGIVEN] without a wrong guess. Passwords are looked at one at a time, since
/// each costs memory and a processor. Safe for use by several threads.
public final class SignInGuard {
  /// After how many wrong guesses the next have to wait.
  public static final int FREE = 5;

  /// How long somebody waits at most.
  public static final Duration LONGEST = Duration.ofSeconds(60);

  /// After how long without a wrong guess all is forgiven.
  public static final Duration FORGIVEN = Duration.ofMinutes(15);

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BUSY = Duration.ofSeconds(5);
  private static final Duration ONE_AT_A_TIME = Duration.ofSeconds(1);
  private static final int REMEMBERED = 4_096;

  private final ReentrantLock lock = new ReentrantLock();
  private final Semaphore turn = new Semaphore(1, true);
  private final Map<Object, Count> counts = latest();
  private final Map<Object, Long> promises = latest();
  private final Set<Object> asking = new HashSet<>();
  private final LongSupplier nanos;

  private record Count(int wrong, long lastNanos) {}

  /// What came of a guess.
  public sealed interface Outcome<T> {
    /// It was looked at.
    ///
    /// @param found null if it was wrong
    record Looked<T>(@Nullable T found) implements Outcome<T> {}

    /// It was not looked at.
    ///
    /// @param left how long until one from this address is
    /// @param began whether this address is told so for the first time
    record Wait<T>(Duration left, boolean began) implements Outcome<T> {}
  }

  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public SignInGuard(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private static <V> Map<Object, V> latest() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Object, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  /// Looks at a guess, unless it has to wait. One that is right forgives nothing by itself, see
  /// [#forgive].
  ///
  /// @param account what is guessed at, as it is compared, whether there is such an account or not;
  ///   null if it is nobody's, and counts for the address alone
  /// @param from an address, of which IPv6 counts the network
  /// @param look gives null if the guess is wrong
  public <T> Outcome<T> guess(
      @Nullable String account, InetAddress from, Supplier<@Nullable T> look) {
    Object address = Crowd.network(from);
    Outcome.Wait<T> wait = enter(account, address);
    if (wait != null) {
      return wait;
    }
    try {
      return takeTurn() ? look(account, address, look) : new Outcome.Wait<>(BUSY, false);
    } finally {
      leave(address);
    }
  }

  private <T> Outcome.@Nullable Wait<T> enter(@Nullable String account, Object address) {
    lock.lock();
    try {
      Outcome.Wait<T> wait = left(account, address, false);
      return wait != null || asking.add(address) ? wait : new Outcome.Wait<>(ONE_AT_A_TIME, false);
    } finally {
      lock.unlock();
    }
  }

  private void leave(Object address) {
    lock.lock();
    try {
      asking.remove(address);
    } finally {
      lock.unlock();
    }
  }

  private <T> Outcome<T> look(
      @Nullable String account, Object address, Supplier<@Nullable T> look) {
    try {
      // What others have guessed while this one waited for its turn counts too.
      Outcome.Wait<T> wait = leftNow(account, address);
      if (wait != null) {
        return wait;
      }
      @Nullable T found = look.get();
      if (found == null) {
        wrong(account, address);
      }
      return new Outcome.Looked<>(found);
    } finally {
      turn.release();
    }
  }

  private <T> Outcome.@Nullable Wait<T> leftNow(@Nullable String account, Object address) {
    lock.lock();
    try {
      return left(account, address, true);
    } finally {
      lock.unlock();
    }
  }

  private void wrong(@Nullable String account, Object address) {
    lock.lock();
    try {
      if (account != null) {
        wrong(account);
      }
      wrong(address);
    } finally {
      lock.unlock();
    }
  }

  /// Somebody has proven to be the rightful person of an account: what was guessed at it counts no
  /// more. That of the address stays, so that nobody can guess at others between two good sign-ins.
  public void forgive(String account) {
    lock.lock();
    try {
      counts.remove(account);
    } finally {
      lock.unlock();
    }
  }

  private boolean takeTurn() {
    try {
      return turn.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// @param go whether a promise that is kept by this is used up
  private <T> Outcome.@Nullable Wait<T> left(@Nullable String account, Object address, boolean go) {
    long now = nanos.getAsLong();
    long wait = Math.max(account == null ? 0 : pause(account, now), pause(address, now));
    Long promised = promises.get(address);
    if (wait <= 0) {
      if (go && promised != null && now - promised >= 0) {
        promises.remove(address);
      }
      return null;
    }
    boolean began = promised == null || now - promised > FORGIVEN.toNanos();
    if (promised == null || began) {
      promised = now + wait;
      promises.put(address, promised);
    }
    if (now - promised < 0) {
      return new Outcome.Wait<>(Duration.ofNanos(promised - now), began);
    }
    if (go) {
      promises.remove(address);
    }
    return null;
  }

  /// Nanoseconds that are left of the pause after the last wrong guess.
  private long pause(Object whom, long now) {
    Count count = counts.get(whom);
    if (count == null || count.wrong() < FREE) {
      return 0;
    }
    int doublings = Math.min(count.wrong() - FREE, 6);
    long pause = Math.min(LONGEST.toNanos(), Duration.ofSeconds(1L << doublings).toNanos());
    return pause - (now - count.lastNanos());
  }

  private void wrong(Object whom) {
    long now = nanos.getAsLong();
    Count before = counts.get(whom);
    int wrong =
        before == null || now - before.lastNanos() >= FORGIVEN.toNanos() ? 0 : before.wrong();
    counts.put(whom, new Count(wrong + 1, now));
  }
}
