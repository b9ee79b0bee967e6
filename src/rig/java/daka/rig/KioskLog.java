package daka.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/// What is in the database of a kiosk, read by queries that share nothing with the store's code.
///
/// @param subjects the pseudonym of the resident with each card
/// @param visits of each pseudonym, by their ids
/// @param told the visits of each pseudonym that the journal says began, by their entries, with the
///   times that were told then
/// @param corrections what the journal says of a clock that was set
/// @param entries the journal as the receiver should have it
/// @param damages what the journal says of databases that were damaged
/// @param setAside the numbers of the entries that were refused, by the cursor of who forwards
/// @param gaps numbers that are missing in the journal and not said to be
record KioskLog(
    Map<String, String> subjects,
    Map<String, List<Visit>> visits,
    Map<String, List<Told>> told,
    List<Correction> corrections,
    List<Receiver.Event> entries,
    List<String> damages,
    Map<String, Set<Long>> setAside,
    List<String> gaps) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// @param subject the resident's pseudonym
  /// @param left when it was ended by a tap; 0 if it was not
  record Visit(long id, String subject, long arrived, long left) {
    Visit begun() {
      return new Visit(id, subject, arrived, 0);
    }
  }

  /// @param number of the entry by which it began
  record Told(long number, Visit visit) {}

  /// A clock that was set: the times of the entries from `since` up to its own number are told
  /// wrongly.
  record Correction(long number, long since, long byMillis) {
    boolean isAbout(long entry) {
      return since <= entry && entry < number;
    }
  }

  /// The visits that the journal says began, with the times put right.
  List<Visit> begun(String subject) {
    return told.getOrDefault(subject, List.of()).stream().map(this::begun).toList();
  }

  private Visit begun(Told told) {
    Visit visit = told.visit();
    return new Visit(visit.id(), visit.subject(), visit.arrived() + shift(told.number()), 0);
  }

  /// By how much the times that an entry tells were put right.
  private long shift(long number) {
    return corrections.stream()
        .filter(correction -> correction.isAbout(number))
        .mapToLong(Correction::byMillis)
        .sum();
  }

  /// By how much the times of any entry may have been put right, whether it is there or lost.
  Set<Long> shifts() {
    Set<Long> shifts = new HashSet<>(Set.of(0L));
    for (Correction correction : corrections) {
      shifts.add(shift(correction.since()));
      shifts.add(shift(correction.number()));
    }
    return shifts;
  }

  /// The visits as they were told when they began and ended.
  List<Visit> told(String subject) {
    return told.getOrDefault(subject, List.of()).stream().map(Told::visit).toList();
  }

  static KioskLog read(Site site) throws SQLException, IOException {
    KioskLog log =
        new KioskLog(
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new HashMap<>(),
            new ArrayList<>());
    try (Connection connection = site.connect();
        Statement statement = connection.createStatement()) {
      log.readSubjects(statement);
      log.readVisits(statement);
      log.readEntries(statement);
      log.readSetAside(statement);
    }
    return log;
  }

  private void readSubjects(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT id, subject FROM residents")) {
      while (rows.next()) {
        subjects.put(Site.card(rows.getLong(1)), rows.getString(2));
      }
    }
  }

  private void readVisits(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT v.id, coalesce(r.subject, 'nobody'), v.arrived,"
                + " iif(v.ended = 'tap', v.departed, 0) FROM visits v"
                + " LEFT JOIN residents r ON r.id = v.resident ORDER BY v.id")) {
      while (rows.next()) {
        Visit visit =
            new Visit(rows.getLong(1), rows.getString(2), rows.getLong(3), rows.getLong(4));
        add(visits, visit);
      }
    }
  }

  private void readEntries(Statement statement) throws SQLException, IOException {
    Set<Long> anchors = new HashSet<>();
    try (ResultSet rows = statement.executeQuery("SELECT number FROM anchors")) {
      while (rows.next()) {
        anchors.add(rows.getLong(1));
      }
    }
    long before = 0;
    try (ResultSet rows =
        statement.executeQuery("SELECT number, event FROM journal ORDER BY number")) {
      while (rows.next()) {
        long number = rows.getLong(1);
        if (number != before + 1 && !anchors.contains(number) && !anchors.contains(number - 1)) {
          gaps.add("entry " + number + " follows " + before);
        }
        before = number;
        read(number, JSON.readTree(rows.getString(2)));
      }
    }
  }

  private void read(long number, JsonNode event) {
    String type = event.path("type").asText();
    JsonNode data = event.path("data");
    entries.add(
        new Receiver.Event(event.path("source").asText(), event.path("id").asText(), number, type));
    if (type.equals("daka.visit.arrived")) {
      String subject = data.path("subject").asText();
      Visit begun = new Visit(data.path("visit").asLong(), subject, at(data), 0);
      told.computeIfAbsent(subject, _ -> new ArrayList<>()).add(new Told(number, begun));
    }
    if (type.equals("daka.visit.departed") && data.path("ended").asText().equals("tap")) {
      told.getOrDefault(data.path("subject").asText(), new ArrayList<>())
          .replaceAll(
              each -> each.visit().id() == data.path("visit").asLong() ? left(each, data) : each);
    }
    if (type.equals("daka.clock.corrected")) {
      corrections.add(
          new Correction(number, data.path("since").asLong(), data.path("by_ms").asLong()));
    }
    if (type.equals("daka.kiosk.started") && data.toString().contains("damaged")) {
      damages.add(data.toString());
    }
  }

  private static Told left(Told told, JsonNode data) {
    Visit visit = told.visit();
    return new Told(
        told.number(), new Visit(visit.id(), visit.subject(), visit.arrived(), at(data)));
  }

  private static long at(JsonNode data) {
    return OffsetDateTime.parse(data.path("at").asText()).toInstant().toEpochMilli();
  }

  private void readSetAside(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT cursor, number FROM set_aside")) {
      while (rows.next()) {
        setAside.computeIfAbsent(rows.getString(1), _ -> new HashSet<>()).add(rows.getLong(2));
      }
    }
  }

  private static void add(Map<String, List<Visit>> visits, Visit visit) {
    visits.computeIfAbsent(visit.subject(), _ -> new ArrayList<>()).add(visit);
  }
}
