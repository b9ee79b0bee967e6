package daka.rig;

import daka.rig.KioskLog.Visit;
import daka.rig.Outcome.Recorded;
import daka.rig.Outcome.Unanswered;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.upstream.Receiver.Event;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks what is promised of a kiosk whose database was damaged: what cannot be read any more may
/// be lost, and nothing else.
/// - What is lost is said, in the journal.
/// - What was answered after the damage is there.
/// - No number that the town has seen, and no number of a visit that anybody was told, is given a
///   second time.
/// - Nothing is doubled, out of order or unprovable, and the town gets all that is in the journal.
final class AfterDamage {
  private final List<Outcome> before;
  private final List<Outcome> after;
  private final List<Event> received;
  private final KioskLog log;
  private final List<String> broken = new ArrayList<>();
  private int lost;

  /// @param site of a kiosk that is stopped
  /// @param before what was answered before the damage
  /// @param after what was answered since
  /// @param received by the town in all
  AfterDamage(Site site, List<Outcome> before, List<Outcome> after, List<Event> received)
      throws SQLException, IOException {
    this.before = before;
    this.after = after;
    this.received = received;
    this.log = KioskLog.read(site);
    if (new Verify(site.data()).prove() instanceof Proof.Broken proof) {
      broken.add("cannot be proven: " + proof);
    }
  }

  /// What is not as it was promised.
  ///
  /// @param refused the numbers of entries that the town refused
  List<String> check(Set<Long> refused) {
    lost = (int) before.stream().filter(tap -> !isThere(tap)).count();
    long given = received.stream().filter(event -> !log.entries().contains(event)).count();
    if (lost + given > 0 && log.damages().isEmpty()) {
      broken.add(
          lost + " taps and " + given + " entries of the town's are lost, and nothing says so");
    }
    after.stream().filter(tap -> !isThere(tap)).forEach(tap -> broken.add("lost since: " + tap));
    Reception reception = new Reception(received);
    broken.addAll(reception.doubled());
    broken.addAll(reception.outOfOrder());
    broken.addAll(log.gaps());
    numbersGivenTwice();
    visitsGivenTwice();
    log.entries().stream()
        .filter(entry -> !received.contains(entry) && !refused.contains(entry.sequence()))
        .forEach(entry -> broken.add(entry + " never came"));
    return broken;
  }

  /// How many taps of before the damage are not there any more.
  int lost() {
    return lost;
  }

  /// A clock may have been set since, and the entry by which the visit began may be lost: then the
  /// row tells another time, by one of the steps.
  private boolean isThere(Outcome tap) {
    return !(tap instanceof Recorded(String card, long id, var arrived))
        || visits(card).stream()
            .anyMatch(
                visit ->
                    visit.id() == id
                        && log.shifts().contains(visit.arrived() - arrived.toEpochMilli()));
  }

  /// Those of the resident who had the card, by whatever name is still known.
  private List<Visit> visits(String card) {
    return log.visits().getOrDefault(log.subjects().getOrDefault(card, ""), List.of());
  }

  private void numbersGivenTwice() {
    Map<String, Event> numbers = new HashMap<>();
    received.forEach(event -> numbers.put(event.source() + " " + event.sequence(), event));
    for (Event entry : log.entries()) {
      Event seen = numbers.get(entry.source() + " " + entry.sequence());
      if (seen != null && !seen.id().equals(entry.id())) {
        broken.add(entry + " has the number of " + seen);
      }
    }
  }

  private void visitsGivenTwice() {
    Map<Long, String> told = new HashMap<>();
    for (Outcome tap : java.util.stream.Stream.concat(before.stream(), after.stream()).toList()) {
      if (tap instanceof Recorded(String card, long id, var _)) {
        String other = told.put(id, card);
        if (other != null) {
          broken.add("visit " + id + " was given to " + other + " and to " + card);
        }
      }
    }
    Map<String, Integer> taps = new HashMap<>();
    for (Outcome tap : java.util.stream.Stream.concat(before.stream(), after.stream()).toList()) {
      if (tap instanceof Recorded || tap instanceof Unanswered) {
        taps.merge(tap.card(), 1, Integer::sum);
      }
    }
    taps.forEach(
        (card, count) -> {
          if (visits(card).size() > count) {
            broken.add(card + " tapped " + count + " times: " + visits(card));
          }
        });
  }
}
