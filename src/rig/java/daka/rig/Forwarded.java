package daka.rig;

import daka.upstream.Receiver.Event;
import java.util.List;
import java.util.Set;

/// What the rig found out about one way by which the journal is forwarded.
///
/// @param events how many the receiver has
/// @param missing what it lacks of the journal, or has of its own
/// @param doubled what it has twice, after its own look at the ids
/// @param outOfOrder what came before what it follows
public record Forwarded(
    Route route, int events, List<String> missing, List<String> doubled, List<String> outOfOrder) {

  /// @param received as it came
  /// @param setAside the numbers that it need not have
  static Forwarded compare(
      Route route, List<Event> journal, List<Event> received, Set<Long> setAside) {
    Reception reception = new Reception(received);
    return new Forwarded(
        route,
        received.size(),
        reception.unforwarded(journal, setAside),
        reception.doubled(),
        reception.outOfOrder());
  }

  boolean isClean() {
    return missing.isEmpty() && doubled.isEmpty() && outOfOrder.isEmpty();
  }

  /// In a few words.
  String inShort() {
    return "by %s %,d events: %d not forwarded, %d doubled, %d out of order"
        .formatted(route, events, missing.size(), doubled.size(), outOfOrder.size());
  }
}
