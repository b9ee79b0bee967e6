package daka.checkin;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Staff ask whose a card is: the next one that is presented is looked up, and begins or ends no
/// visit. One question at a time, the last that was asked; it is open for a short time, so that no
/// tap of a resident is taken for the answer. Safe for use by several threads.
public final class CardQuestion {
  /// So long a question is open, and its answer kept.
  public static final Duration OPEN = Duration.ofSeconds(30);

  /// What is known.
  public sealed interface State {
    /// Nothing is asked, or nobody presented a card in time.
    record None() implements State {}

    /// A card is waited for.
    record Asked(Duration left) implements State {}

    /// It is a resident's.
    record Known(long resident) implements State {}

    /// It is nobody's, and can be registered by this code.
    record Unknown(String code) implements State {}
  }

  private static final State NONE = new State.None();

  private final LongSupplier nanos;
  private @Nullable String reader;
  private boolean waiting;
  private State answer = NONE;
  private long since;

  /// @param nanos a monotonic source of nanoseconds
  CardQuestion(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Asks whose the next card is.
  ///
  /// @param at the id of the reader it is presented at, or null for any
  public synchronized void ask(@Nullable String at) {
    reader = at;
    waiting = true;
    answer = NONE;
    since = nanos.getAsLong();
  }

  /// Asks no longer.
  public synchronized void drop() {
    waiting = false;
    answer = NONE;
  }

  /// What is known by now.
  public synchronized State look() {
    Duration left = OPEN.minusNanos(nanos.getAsLong() - since);
    if (!left.isPositive()) {
      drop();
    }
    return waiting ? new State.Asked(left) : answer;
  }

  /// Whether a card at this reader is one that is asked about.
  boolean isAbout(String at) {
    synchronized (this) {
      return look() instanceof State.Asked && (reader == null || reader.equals(at));
    }
  }

  synchronized void answered(State found) {
    waiting = false;
    answer = found;
    since = nanos.getAsLong();
  }
}
