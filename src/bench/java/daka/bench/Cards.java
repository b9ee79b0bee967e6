package daka.bench;

import daka.checkin.Rules;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/// The cards that are presented one after the other, so that the page changes with each: every
/// other card is unknown, and between these a resident arrives, or leaves who arrived a while ago.
final class Cards {
  private static final long STAY_NANOS = Rules.SETTLING.plusSeconds(1).toNanos();

  /// @param decision what `data-decision` of the page says when it shows the answer
  /// @param sentNanos [System#nanoTime] when the request was about to be sent
  /// @param micros until the whole answer was there
  record Tap(String decision, long sentNanos, double micros) {}

  private record Visitor(int resident, long arrivedNanos) {}

  private final ServedKiosk kiosk;
  private final Deque<Visitor> inside = new ArrayDeque<>();
  private int residents;
  private int taps;

  /// Begins with the first resident; nobody may be inside.
  Cards(ServedKiosk kiosk) {
    this.kiosk = kiosk;
  }

  Tap next() throws IOException {
    if (++taps % 2 == 0) {
      return tap("refused", "UNKNOWN-" + taps);
    }
    Visitor first = inside.peek();
    if (first != null && System.nanoTime() - first.arrivedNanos() > STAY_NANOS) {
      inside.remove();
      return tap("departed", ServedKiosk.payload(first.resident()));
    }
    int resident = residents++;
    Tap tap = tap("arrived", ServedKiosk.payload(resident));
    inside.add(new Visitor(resident, System.nanoTime()));
    return tap;
  }

  private Tap tap(String decision, String payload) throws IOException {
    long sent = System.nanoTime();
    return new Tap(decision, sent, kiosk.tap(payload));
  }

  /// A touch may have ended the visit that began last, so that resident is not tapped again.
  void forgetLast() {
    inside.pollLast();
  }
}
