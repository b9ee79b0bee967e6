package daka.web.access;

import daka.store.file.StoreException;
import daka.store.register.WrongGuesses;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes guessing at PINs hopeless: they are looked at one at a time, and wrong ones are counted
/// for the screen they are typed on and for the kiosk. A right one forgives those of its screen
/// only, so that nobody who has a PIN can guess at those of others; some 50 a day are left, of a
/// million or more. Safe for use by several threads.
public final class PinGuard {
  private static final KeypadGuard.Rule SOURCE =
      new KeypadGuard.Rule(5, Duration.ofMinutes(10), Duration.ofMinutes(1));
  private static final KeypadGuard.Rule KIOSK =
      new KeypadGuard.Rule(10, Duration.ofHours(5), Duration.ofMinutes(30));

  private final Semaphore turn = new Semaphore(1);
  private final KeypadGuard kiosk;
  private final Map<String, KeypadGuard> sources = new ConcurrentHashMap<>();
  private final WrongGuesses kept;
  private final InstantSource clock;
  private final LongSupplier nanos;

  /// What came of a guess.
  public sealed interface Outcome<T> {
    /// It was right.
    record Right<T>(T found) implements Outcome<T> {}

    /// It was wrong.
    record Wrong<T>() implements Outcome<T> {}

    /// It was not looked at.
    ///
    /// @param left how long until one is
    record Wait<T>(Duration left) implements Outcome<T> {}
  }

  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  /// @throws StoreException if what was kept cannot be read
  public PinGuard(WrongGuesses kept, InstantSource clock, LongSupplier nanos) {
    this.kept = kept;
    this.clock = clock;
    this.nanos = nanos;
    this.kiosk = new KeypadGuard(kept, "pin", KIOSK, clock, nanos);
  }

  /// Looks at a guess, unless it has to wait.
  ///
  /// @param source one of few screens; see [PageCookie#source]
  /// @param look gives null if the guess is wrong
  public <T> Outcome<T> guess(String source, Supplier<@Nullable T> look) {
    if (!turn.tryAcquire()) {
      return new Outcome.Wait<>(Duration.ofSeconds(1));
    }
    try {
      KeypadGuard own =
          sources.computeIfAbsent(
              source, name -> new KeypadGuard(kept, "pin " + name, SOURCE, clock, nanos));
      Duration left = longer(kiosk.left(), own.left());
      if (!left.isZero()) {
        return new Outcome.Wait<>(left);
      }
      @Nullable T found = look.get();
      if (found == null) {
        kiosk.wrong();
        own.wrong();
        return new Outcome.Wrong<>();
      }
      own.forgive();
      return new Outcome.Right<>(found);
    } finally {
      turn.release();
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
