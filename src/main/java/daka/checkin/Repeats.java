package daka.checkin;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The answers given within the last [Rules#REPEAT]: for each card the newest, and where. Not safe
/// for several threads.
final class Repeats {
  private record Answered(String reader, Decision decision, long atNanos) {}

  /// The number that no offer has.
  private static final long NO_OFFER = 0;

  private final Map<CardDigest, Answered> answers = new LinkedHashMap<>();
  private final LongSupplier nanos;

  Repeats(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// The answer this card was given at this reader a moment ago, or null.
  @Nullable Decision find(String reader, CardDigest card) {
    dropOld();
    Answered answered = answers.get(card);
    return answered != null && answered.reader().equals(reader) ? answered.decision() : null;
  }

  /// Remembers the newest answer to this card. What it was told at other readers no longer holds.
  void remember(String reader, CardDigest card, Decision decision) {
    answers.remove(card);
    answers.put(card, new Answered(reader, decision, nanos.getAsLong()));
  }

  /// Forgets the answer that made this offer.
  void forget(long offer) {
    if (offer != NO_OFFER) {
      answers.values().removeIf(answered -> offer(answered.decision()) == offer);
    }
  }

  private static long offer(Decision decision) {
    return switch (decision) {
      case Decision.Arrived arrived -> arrived.offer();
      case Decision.Departed departed -> departed.offer();
      case Decision.Moved moved -> moved.offer();
      case Decision.AlreadyIn in -> in.offer();
      case Decision.Refused refused -> refused.offer();
      case Decision.Undone _ -> NO_OFFER;
      case Decision.Recorded _ -> NO_OFFER;
      case Decision.Repeated _ -> NO_OFFER;
    };
  }

  private void dropOld() {
    Iterator<Answered> oldestFirst = answers.values().iterator();
    while (oldestFirst.hasNext()
        && nanos.getAsLong() - oldestFirst.next().atNanos() >= Rules.REPEAT.toNanos()) {
      oldestFirst.remove();
    }
  }
}
