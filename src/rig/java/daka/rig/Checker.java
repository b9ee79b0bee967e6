package daka.rig;

import daka.rig.KioskLog.Visit;
import daka.rig.Outcome.Left;
import daka.rig.Outcome.Recorded;
import daka.rig.Outcome.Turned;
import daka.rig.Outcome.Unanswered;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares what was answered with what is in the database of a kiosk that is stopped, and that
/// with what the town has.
final class Checker {
  private final Site site;
  private final List<Outcome> outcomes;
  private final Town town;
  private final List<String> lost = new ArrayList<>();
  private final List<String> doubled = new ArrayList<>();
  private final List<String> uninvited = new ArrayList<>();
  private final List<String> contradictions = new ArrayList<>();

  Checker(Site site, List<Outcome> outcomes, Town town) {
    this.site = site;
    this.outcomes = outcomes;
    this.town = town;
  }

  Findings check() throws SQLException, IOException {
    KioskLog log = KioskLog.read(site);
    contradictions.addAll(log.gaps());
    Map<String, List<Outcome>> cards = new LinkedHashMap<>();
    outcomes.forEach(o -> cards.computeIfAbsent(o.card(), _ -> new ArrayList<>()).add(o));
    int kept = 0;
    Set<String> tapped = new HashSet<>();
    for (Map.Entry<String, List<Outcome>> card : cards.entrySet()) {
      String subject = log.subjects().getOrDefault(card.getKey(), "unregistered");
      tapped.add(subject);
      List<Visit> visits = log.visits().getOrDefault(subject, List.of());
      compareWithJournal(card.getKey(), visits, log.begun(subject));
      kept += compare(card.getValue(), visits, log.told(subject));
    }
    log.visits().keySet().stream().filter(s -> !tapped.contains(s)).forEach(uninvited::add);
    log.told().keySet().stream().filter(s -> !tapped.contains(s)).forEach(uninvited::add);
    if (new Verify(site.data()).prove() instanceof Proof.Broken broken) {
      contradictions.add(broken.toString());
    }
    List<Forwarded> forwarded = town.routes().stream().map(route -> forwarded(log, route)).toList();
    return new Findings(
        count(Recorded.class) + count(Left.class),
        count(Unanswered.class),
        kept,
        count(Turned.class),
        log.entries().size(),
        log.setAside().values().stream().mapToInt(Set::size).sum(),
        lost,
        doubled,
        uninvited,
        forwarded,
        contradictions);
  }

  private Forwarded forwarded(KioskLog log, Route route) {
    Set<Long> setAside = log.setAside().getOrDefault(route.forwarder(), Set.of());
    setAside.stream()
        .filter(number -> !town.refused(route).contains(number))
        .map(number -> number + " is set aside, and was not refused by " + route)
        .forEach(contradictions::add);
    return Forwarded.compare(route, log.entries(), town.received(route), setAside);
  }

  private int count(Class<? extends Outcome> kind) {
    return Math.toIntExact(outcomes.stream().filter(kind::isInstance).count());
  }

  private void compareWithJournal(String card, List<Visit> visits, List<Visit> told) {
    if (!visits.stream().map(Visit::begun).toList().equals(told)) {
      contradictions.add(card + ": " + visits + ", in the journal " + told);
    }
  }

  /// @param taps of one card, in their order
  /// @param visits of its holder
  /// @param told the same, with the times that were answered
  /// @return how many taps were kept that were not answered
  private int compare(List<Outcome> taps, List<Visit> visits, List<Visit> told) {
    long arrivals = 0;
    long departures = 0;
    long unanswered = 0;
    for (Outcome tap : taps) {
      boolean isThere =
          switch (tap) {
            case Recorded(String _, long id, var arrived) -> {
              arrivals++;
              yield told.stream()
                  .anyMatch(v -> v.id() == id && v.arrived() == arrived.toEpochMilli());
            }
            case Left(String _, long id, var departed) -> {
              departures++;
              yield told.stream()
                  .anyMatch(v -> v.id() == id && v.left() == departed.toEpochMilli());
            }
            case Unanswered _ -> {
              unanswered++;
              yield true;
            }
            case Turned _ -> true;
          };
      if (!isThere) {
        lost.add(tap + ": " + told);
      }
    }
    long tooMany = visits.size() - arrivals;
    long leftTooOften = visits.stream().filter(v -> v.left() > 0).count() - departures;
    if (Math.max(0, tooMany) + Math.max(0, leftTooOften) > unanswered) {
      (arrivals + unanswered > 0 ? doubled : uninvited).add(taps + ": " + visits);
    }
    return Math.toIntExact(Math.min(unanswered, Math.max(0, tooMany) + Math.max(0, leftTooOften)));
  }
}
