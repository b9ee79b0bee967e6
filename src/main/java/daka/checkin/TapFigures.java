package daka.checkin;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// How the taps since the start were answered, and how long that took: from the card to the answer,
/// the commit and the wait for others at the desk included. Counting costs a tap some hundred
/// nanoseconds. Safe for use by several threads.
public final class TapFigures {
  /// Up to where each group of times goes, in nanoseconds. A tap takes some tenths of a millisecond
  /// on a quiet disk, and is felt as late from a tenth of a second on.
  private static final long[] LIMITS = {
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000,
    25_000_000,
    50_000_000,
    100_000_000,
    250_000_000,
    500_000_000,
    1_000_000_000
  };

  private static final double NANOS_OF_SECOND = 1e9;

  /// What a tap is answered with that is no refusal.
  private enum Answer {
    ARRIVED("arrived"),
    DEPARTED("departed"),
    MOVED("moved"),
    ALREADY_IN("already-in"),
    REPEATED("repeated"),
    RECORDED("recorded");

    final String wireName;

    Answer(String wireName) {
      this.wireName = wireName;
    }
  }

  /// How often taps were answered so.
  ///
  /// @param decision as the API calls it
  /// @param reason of a refusal; else empty
  public record Count(String decision, String reason, long taps) {}

  /// A group of taps by how long they took.
  ///
  /// @param seconds they took no longer; infinite for the last group
  /// @param taps those of this group alone
  public record Times(double seconds, long taps) {}

  private final Map<Answer, LongAdder> answers = new EnumMap<>(Answer.class);
  private final Map<Refusal, LongAdder> refusals = new EnumMap<>(Refusal.class);
  private final LongAdder[] times = new LongAdder[LIMITS.length + 1];
  private final LongAdder nanos = new LongAdder();

  TapFigures() {
    for (Answer answer : Answer.values()) {
      answers.put(answer, new LongAdder());
    }
    for (Refusal refusal : Refusal.values()) {
      if (refusal != Refusal.TOO_LATE) {
        refusals.put(refusal, new LongAdder());
      }
    }
    for (int i = 0; i < times.length; i++) {
      times[i] = new LongAdder();
    }
  }

  /// A tap was answered.
  ///
  /// @param took in nanoseconds
  void count(Decision decision, long took) {
    switch (decision) {
      case Decision.Arrived _ -> count(Answer.ARRIVED);
      case Decision.Departed _ -> count(Answer.DEPARTED);
      case Decision.Moved _ -> count(Answer.MOVED);
      case Decision.AlreadyIn _ -> count(Answer.ALREADY_IN);
      case Decision.Repeated _ -> count(Answer.REPEATED);
      case Decision.Recorded _ -> count(Answer.RECORDED);
      case Decision.Refused refused -> increment(refusals.get(refused.reason()));
      case Decision.Undone _ -> throw new IllegalArgumentException("no tap undoes anything");
    }
    int group = 0;
    while (group < LIMITS.length && took > LIMITS[group]) {
      group++;
    }
    times[group].increment();
    nanos.add(took);
  }

  private void count(Answer answer) {
    increment(answers.get(answer));
  }

  private static void increment(@Nullable LongAdder adder) {
    if (adder != null) {
      adder.increment();
    }
  }

  /// Every answer that there is, also those not given yet.
  public List<Count> counts() {
    List<Count> counts = new ArrayList<>();
    answers.forEach((answer, taps) -> counts.add(new Count(answer.wireName, "", taps.sum())));
    refusals.forEach(
        (refusal, taps) -> counts.add(new Count("refused", refusal.wireName(), taps.sum())));
    return counts;
  }

  /// The groups, the fastest first.
  public List<Times> times() {
    List<Times> all = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      double seconds = i < LIMITS.length ? LIMITS[i] / NANOS_OF_SECOND : Double.POSITIVE_INFINITY;
      all.add(new Times(seconds, times[i].sum()));
    }
    return all;
  }

  /// How long all taps took together.
  public double seconds() {
    return nanos.sum() / NANOS_OF_SECOND;
  }
}
