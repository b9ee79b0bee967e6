package daka.store.journal;

import com.fasterxml.jackson.databind.JsonNode;
import daka.event.CanonicalEvent;
import daka.event.Contradiction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// By how much the times that entries tell are to be put right, as later entries say: each
/// `daka.clock.corrected` is about the entries from its `since` up to itself.
public final class Corrections {
  private static final String TYPE = "daka.clock.corrected";

  private final List<Correction> corrections;
  private final NavigableMap<Long, Long> shifts = new TreeMap<>();

  /// @param number the entry that says so
  /// @param since the first entry it is about
  /// @param byMillis what is to be added to the times of those entries
  public record Correction(long number, long since, long byMillis) {

    boolean isAbout(long entry) {
      return since <= entry && entry < number;
    }
  }

  public Corrections(List<Correction> corrections) {
    this.corrections = List.copyOf(corrections);
    NavigableMap<Long, Long> changes = new TreeMap<>();
    for (Correction correction : corrections) {
      changes.merge(correction.since(), correction.byMillis(), Long::sum);
      changes.merge(correction.number(), -correction.byMillis(), Long::sum);
    }
    long shift = 0;
    for (Map.Entry<Long, Long> change : changes.entrySet()) {
      shift += change.getValue();
      shifts.put(change.getKey(), shift);
    }
  }

  /// Reads all of them. One that makes no sense is left out; a proof comes upon it later.
  public static Corrections read(Connection connection) throws SQLException {
    return read(connection, Long.MAX_VALUE);
  }

  /// Reads those among the last entries, which are all that can be about the last entries.
  public static Corrections read(Connection connection, long last) throws SQLException {
    List<Correction> found = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT number, event FROM (SELECT number, event FROM journal ORDER BY number DESC"
                + " LIMIT ?) WHERE instr(event, '\"type\":\""
                + TYPE
                + "\"') > 0")) {
      query.setLong(1, last);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          long number = rows.getLong(1);
          try {
            found.addAll(of(number, CanonicalEvent.parse(number, rows.getString(2))));
          } catch (Contradiction _) {
            // A proof comes upon it when it reads the entry.
          }
        }
      }
    }
    return new Corrections(found);
  }

  /// What this event says, if it is about the clock.
  ///
  /// @throws Contradiction if it is, and lacks what it needs
  public static List<Correction> of(long number, JsonNode event) throws Contradiction {
    if (!event.path("type").asText().equals(TYPE)) {
      return List.of();
    }
    JsonNode data = event.path("data");
    String since = data.path("since").asText();
    if (!since.matches("\\d{12,18}") || !data.path("by_ms").isIntegralNumber()) {
      throw Contradiction.at(
          number, "it does not say by how much the clock was set, and since when");
    }
    long first = Long.parseLong(since);
    if (first > number) {
      throw Contradiction.at(number, "it puts right entry " + first + ", which comes after it");
    }
    return List.of(new Correction(number, first, data.path("by_ms").asLong()));
  }

  /// What is to be added to the times that a clock told for this entry, in milliseconds.
  public long shift(long entry) {
    Map.Entry<Long, Long> shift = shifts.floorEntry(entry);
    return shift == null ? 0 : shift.getValue();
  }

  /// Whether a time that was told before this entry, and that this entry repeats, can have become
  /// the other one: by those corrections that are about both entries.
  public boolean canTurn(long told, long entry, long into) {
    if (told == into) {
      return true;
    }
    long shifted = told;
    for (Correction correction :
        corrections.stream()
            .filter(c -> c.isAbout(entry))
            .sorted(Comparator.comparingLong(Correction::since))
            .toList()) {
      shifted += correction.byMillis();
      if (shifted == into) {
        return true;
      }
    }
    return false;
  }
}
