package daka.rig;

import daka.upstream.Receiver.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the receiver has, looked at by itself and beside the journal.
///
/// @param received as it came, each `source` and `id` once if the receiver is well
record Reception(List<Event> received) {

  /// What is there twice: under the same id, or another event under the same number.
  List<String> doubled() {
    List<String> doubled = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (Event event : received) {
      boolean newId = ids.add(event.source() + " " + event.id());
      boolean newNumber = numbers.add(event.source() + " " + event.sequence());
      if (!newId || !newNumber) {
        doubled.add(event + " came before");
      }
    }
    return doubled;
  }

  /// What came after one with a higher number of the same source.
  List<String> outOfOrder() {
    List<String> late = new ArrayList<>();
    Map<String, Long> last = new HashMap<>();
    for (Event event : received) {
      long before = last.getOrDefault(event.source(), 0L);
      if (event.sequence() < before) {
        late.add(event + " came after " + before);
      }
      last.put(event.source(), Math.max(before, event.sequence()));
    }
    return late;
  }

  /// What it lacks of the journal, and has of its own.
  ///
  /// @param setAside the numbers that it need not have
  List<String> unforwarded(List<Event> journal, Set<Long> setAside) {
    List<String> unforwarded = new ArrayList<>();
    Set<Event> there = new HashSet<>(received);
    journal.stream()
        .filter(entry -> !there.contains(entry) && !setAside.contains(entry.sequence()))
        .forEach(entry -> unforwarded.add(entry + " never came"));
    Set<Event> known = new HashSet<>(journal);
    received.stream()
        .filter(event -> !known.contains(event))
        .forEach(event -> unforwarded.add(event + " is not in the journal"));
    return unforwarded;
  }
}
