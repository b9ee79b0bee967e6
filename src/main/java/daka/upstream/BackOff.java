package daka.upstream;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How long to wait before the next attempt: full jitter, that is any time up to a ceiling which
/// doubles with each failure from 1 s to 5 min. So the kiosks of a town whose receiver comes back
/// do not all knock in the same second. Used by one thread.
final class BackOff {
  static final Duration FIRST_CEILING = Duration.ofSeconds(1);
  static final Duration LAST_CEILING = Duration.ofMinutes(5);

  /// The longest that a receiver may ask for. A mistake there must not silence a kiosk for a year.
  static final Duration LONGEST_ASKED = Duration.ofHours(1);

  /// Within this, kiosks that start together and have much to send begin.
  static final Duration START = Duration.ofSeconds(30);

  private static final int DOUBLINGS = 9;

  private final RandomGenerator random;
  private int failures;

  BackOff(RandomGenerator random) {
    this.random = random;
  }

  /// Before the first attempt after a start, when the power of a whole street may have come back.
  Duration atStart() {
    return Duration.ofNanos(random.nextLong(START.toNanos()));
  }

  /// @param asked how long the receiver asks to be left alone, up to [#LONGEST_ASKED]; the jitter
  ///   comes on top, because it asks all kiosks for the same
  Duration next(@Nullable Duration asked) {
    long ceiling = Math.min(FIRST_CEILING.toNanos() << failures, LAST_CEILING.toNanos());
    failures = Math.min(failures + 1, DOUBLINGS);
    Duration jitter = Duration.ofNanos(random.nextLong(ceiling + 1));
    return asked == null ? jitter : jitter.plus(within(asked));
  }

  private static Duration within(Duration asked) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }

  /// The receiver answered: the next failure is a first one.
  void reset() {
    failures = 0;
  }
}
