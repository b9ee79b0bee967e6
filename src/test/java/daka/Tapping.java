package daka;

import static daka.PiCentre.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.Rules;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Taps at a reader of kind `http`, one after the other until this is closed, while something else
/// happens.
final class Tapping implements AutoCloseable {
  private static final Duration APART = Duration.ofMillis(400);

  private final List<Tap> taps = new CopyOnWriteArrayList<>();
  private final ExecutorService hand = Executors.newSingleThreadExecutor();
  private final Future<?> done;
  private volatile boolean enough;

  /// A tap that was answered, and between which moments of this host's monotonic clock.
  record Tap(long sentNanos, JsonNode answer, long answeredNanos) {
    String decision() {
      return answer.path("decision").asText();
    }

    /// How long before another tap it was decided: not longer than this.
    private Duration atMostBefore(Tap next) {
      return Duration.ofNanos(next.answeredNanos - sentNanos);
    }

    /// And not shorter than this.
    private Duration atLeastBefore(Tap next) {
      return Duration.ofNanos(next.sentNanos - answeredNanos);
    }
  }

  /// @param cards what is tapped next
  Tapping(Door door, Supplier<String> cards) {
    this.done = hand.submit(() -> tap(door, cards));
  }

  private Void tap(Door door, Supplier<String> cards) throws Exception {
    while (!enough) {
      long sent = System.nanoTime();
      JsonNode answer = door.decision(cards.get());
      taps.add(new Tap(sent, answer, System.nanoTime()));
      Thread.sleep(APART);
    }
    return null;
  }

  /// Waits until somebody who has not tapped yet is answered so.
  void await(String decision) throws Exception {
    int sent = taps.size() + 1;
    Await.that(
        PATIENCE,
        () -> {
          if (done.isDone()) {
            done.get();
          }
          return taps.stream().skip(sent).anyMatch(tap -> tap.decision().equals(decision));
        },
        () -> "nobody is answered " + decision + ": " + decisions(taps));
  }

  /// What was answered so far, in order.
  List<Tap> answered() {
    return List.copyOf(taps);
  }

  /// Ends it.
  ///
  /// @return all that was answered, in order
  /// @throws Exception if a tap was not answered
  List<Tap> end() throws Exception {
    enough = true;
    done.get();
    return answered();
  }

  /// Whether one card was answered as one that is held: it arrived, and a tap that came too soon
  /// after what was last decided was taken for the same.
  static void assertHeld(List<Tap> taps) {
    Tap decided = taps.getFirst();
    assertEquals("arrived", decided.decision());
    for (Tap tap : taps.subList(1, taps.size())) {
      if (decided.atMostBefore(tap).compareTo(Rules.REPEAT) < 0) {
        assertEquals("repeated", tap.decision(), () -> decisions(taps));
      } else if (decided.atLeastBefore(tap).compareTo(Rules.REPEAT) >= 0
          || !tap.decision().equals("repeated")) {
        assertEquals("already-in", tap.decision(), () -> decisions(taps));
        decided = tap;
      }
    }
  }

  private static String decisions(List<Tap> taps) {
    return taps.stream().map(Tap::decision).collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    enough = true;
    hand.close();
  }
}
