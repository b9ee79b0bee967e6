package daka.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import daka.rig.Outcome.Recorded;
import daka.rig.Outcome.Turned;
import daka.rig.Outcome.Unanswered;
import daka.store.Proof;
import daka.store.Verify;
import daka.upstream.Receiver;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares what was answered with what is in the database of a kiosk that is stopped, and that
/// with what the receiver has. Reads by queries of its own.
final class Checker {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Site site;
  private final List<Outcome> outcomes;
  private final List<Receiver.Event> received;
  private final List<String> lost = new ArrayList<>();
  private final List<String> doubled = new ArrayList<>();
  private final List<String> uninvited = new ArrayList<>();
  private final List<String> unforwarded = new ArrayList<>();
  private final List<String> contradictions = new ArrayList<>();

  /// @param subject the resident's pseudonym
  private record Visit(long id, String subject, long arrived) {}

  Checker(Site site, List<Outcome> outcomes, List<Receiver.Event> received) {
    this.site = site;
    this.outcomes = outcomes;
    this.received = received;
  }

  Findings check() throws SQLException, IOException {
    Map<String, List<Visit>> log = new HashMap<>();
    Map<String, List<Visit>> told = new HashMap<>();
    List<Receiver.Event> entries;
    Map<String, String> subjects;
    try (Connection connection = site.connect();
        Statement statement = connection.createStatement()) {
      subjects = subjects(statement);
      visits(statement, log);
      entries = entries(statement, told);
    }
    int kept = 0;
    Set<String> tapped = new HashSet<>();
    for (Outcome outcome : outcomes) {
      String subject = subjects.getOrDefault(outcome.card(), "unregistered");
      tapped.add(subject);
      List<Visit> visits = log.getOrDefault(subject, List.of());
      if (!visits.equals(told.getOrDefault(subject, List.of()))) {
        contradictions.add(outcome + ": " + visits + ", in the journal " + told.get(subject));
      }
      compare(outcome, visits);
      kept += outcome instanceof Unanswered && !visits.isEmpty() ? 1 : 0;
    }
    log.keySet().stream().filter(subject -> !tapped.contains(subject)).forEach(uninvited::add);
    told.keySet().stream().filter(subject -> !tapped.contains(subject)).forEach(uninvited::add);
    compare(entries);
    if (new Verify(site.data()).prove() instanceof Proof.Broken broken) {
      contradictions.add(broken.toString());
    }
    return new Findings(
        (int) outcomes.stream().filter(Recorded.class::isInstance).count(),
        (int) outcomes.stream().filter(Unanswered.class::isInstance).count(),
        kept,
        entries.size(),
        lost,
        doubled,
        uninvited,
        unforwarded,
        contradictions);
  }

  /// The pseudonym of the resident with each card.
  private static Map<String, String> subjects(Statement statement) throws SQLException {
    Map<String, String> subjects = new HashMap<>();
    try (ResultSet rows = statement.executeQuery("SELECT id, subject FROM residents")) {
      while (rows.next()) {
        subjects.put(Site.card(rows.getLong(1)), rows.getString(2));
      }
    }
    return subjects;
  }

  private static void visits(Statement statement, Map<String, List<Visit>> log)
      throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT v.id, coalesce(r.subject, 'nobody'), v.arrived FROM visits v"
                + " LEFT JOIN residents r ON r.id = v.resident ORDER BY v.id")) {
      while (rows.next()) {
        add(log, new Visit(rows.getLong(1), rows.getString(2), rows.getLong(3)));
      }
    }
  }

  /// The journal as the receiver should have it.
  ///
  /// @param told takes the visits that it says began
  private List<Receiver.Event> entries(Statement statement, Map<String, List<Visit>> told)
      throws SQLException, IOException {
    List<Receiver.Event> entries = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery("SELECT number, event FROM journal ORDER BY number")) {
      while (rows.next()) {
        JsonNode event = JSON.readTree(rows.getString(2));
        String type = event.path("type").asText();
        JsonNode data = event.path("data");
        entries.add(
            new Receiver.Event(
                event.path("source").asText(), event.path("id").asText(), rows.getLong(1), type));
        if (rows.getLong(1) != entries.size()) {
          contradictions.add("entry " + rows.getLong(1) + " stands at place " + entries.size());
        }
        if (type.equals("daka.visit.arrived")) {
          long arrived = OffsetDateTime.parse(data.path("at").asText()).toInstant().toEpochMilli();
          add(told, new Visit(data.path("visit").asLong(), data.path("subject").asText(), arrived));
        }
      }
    }
    return entries;
  }

  private static void add(Map<String, List<Visit>> visits, Visit visit) {
    visits.computeIfAbsent(visit.subject(), _ -> new ArrayList<>()).add(visit);
  }

  private void compare(Outcome outcome, List<Visit> visits) {
    if (visits.size() > 1) {
      doubled.add(outcome + ": " + visits);
    }
    switch (outcome) {
      case Recorded(String _, long id, var arrived) -> {
        if (visits.stream()
            .noneMatch(visit -> visit.id() == id && visit.arrived() == arrived.toEpochMilli())) {
          lost.add(outcome + ": " + visits);
        }
      }
      case Turned _ -> {
        if (!visits.isEmpty()) {
          uninvited.add(outcome + ": " + visits);
        }
      }
      case Unanswered _ -> {}
    }
  }

  private void compare(List<Receiver.Event> entries) {
    if (received.equals(entries)) {
      return;
    }
    Set<Receiver.Event> there = new HashSet<>(received);
    entries.stream()
        .filter(entry -> !there.contains(entry))
        .forEach(entry -> unforwarded.add(entry + " never came"));
    Set<Receiver.Event> known = new HashSet<>(entries);
    received.stream()
        .filter(event -> !known.contains(event))
        .forEach(event -> unforwarded.add(event + " is not in the journal"));
    if (unforwarded.isEmpty()) {
      unforwarded.add("the receiver has them in another order");
    }
  }
}
