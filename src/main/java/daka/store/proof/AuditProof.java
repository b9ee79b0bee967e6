package daka.store.proof;

import com.fasterxml.jackson.databind.JsonNode;
import daka.event.CanonicalEvent;
import daka.event.Contradiction;
import daka.event.HashChain;
import daka.health.Progress;
import daka.store.audit.AuditLog;
import daka.store.file.Schema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Walks the audit log by number and proves that each entry follows from the one before. What was
/// deleted after the time that it is kept, and what was lost with a damaged database, is told by
/// entries of the log itself.
final class AuditProof {
  private static final String CURE =
      "Keep the data folder as it is for examination, and compare the log with what another machine"
          + " has of it by syslog, or with a backup.";

  /// What entries tell of others, by the number of the entry that goes on after those.
  private final Map<Long, byte[]> deletions = new TreeMap<>();

  private final Map<Long, byte[]> afterLoss = new TreeMap<>();
  private final Consumer<String> notes;
  private final @Nullable AuditReached reached;
  private long number;
  private byte[] hash = new byte[32];
  private long entries;
  private long erased;
  private boolean met;

  private AuditProof(Consumer<String> notes, @Nullable AuditReached reached) {
    this.notes = notes;
    this.reached = reached;
  }

  /// @param reached how far the log had come when the journal last told of it, or null if it never
  ///   did
  /// @param notes get what could not be proven, a sentence each
  /// @return how many entries there are
  static long prove(Connection connection, @Nullable AuditReached reached, Consumer<String> notes)
      throws SQLException, Contradiction {
    if (Schema.columns(connection, "audit").isEmpty()) {
      return 0;
    }
    AuditProof proof = new AuditProof(notes, reached);
    proof.readTellings(connection);
    proof.walk(connection);
    proof.end();
    return proof.entries;
  }

  private void readTellings(Connection connection) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery(
                "SELECT number, entry FROM audit WHERE instr(entry, '\"action\":\""
                    + AuditLog.DELETED
                    + "\"') OR instr(entry, '\"action\":\""
                    + AuditLog.LOST
                    + "\"') ORDER BY number")) {
      while (rows.next()) {
        tell(rows.getLong(1), rows.getString(2));
      }
    }
  }

  /// One that makes no sense tells nothing.
  private void tell(long by, String text) {
    try {
      JsonNode entry = CanonicalEvent.parse(by, text);
      long about = entry.path("about").asLong(-1);
      byte[] told = HexFormat.of().parseHex(entry.path("sha256").asText());
      if (about < 0 || about >= by || told.length != 32) {
        return;
      }
      if (entry.path("action").asText().equals(AuditLog.DELETED)) {
        deletions.put(about + 1, told);
      } else {
        afterLoss.put(about, told);
      }
    } catch (Contradiction | IllegalArgumentException _) {
      // The walk says what is wrong with it.
    }
  }

  private void walk(Connection connection) throws SQLException, Contradiction {
    Progress.step("proving the audit log");
    try (Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery(
                "SELECT a.number, at, entry, hash, salt, reason FROM audit a LEFT JOIN"
                    + " audit_reasons r ON r.number = a.number ORDER BY a.number")) {
      while (rows.next()) {
        long next = rows.getLong(1);
        JsonNode entry = read(next, rows.getString(3));
        byte[] stored = rows.getBytes(4);
        byte[] before = before(next, entry, stored);
        if (before != null && !Arrays.equals(HashChain.next(before, rows.getString(3)), stored)) {
          throw wrong(next, "its hash does not follow from it and the hash of the entry before");
        }
        checkTime(next, entry, rows.getLong(2));
        checkReason(next, entry, rows.getBytes(5), rows.getString(6));
        checkReached(next, stored);
        number = next;
        hash = stored;
        entries++;
      }
    }
  }

  private static JsonNode read(long number, String text) throws Contradiction {
    try {
      return CanonicalEvent.read(number, text);
    } catch (Contradiction e) {
      throw wrong(number, e.what().replace("its event", "it"));
    }
  }

  /// What the entry goes on from; null if that was lost, as a later entry tells.
  private byte @Nullable [] before(long next, JsonNode entry, byte[] stored) throws Contradiction {
    if (next == number + 1) {
      return hash;
    }
    byte[] deleted = entries == 0 ? deletions.get(next) : null;
    if (deleted != null) {
      notes.accept(
          "audit entries 1 to %d were deleted after the time that they are kept, as a later one says"
              .formatted(next - 1));
      return deleted;
    }
    if (entry.path("action").asText().equals(AuditLog.LOST)) {
      notes.accept(
          "audit entries %d to %d may be lost, as declared".formatted(number + 1, next - 1));
      return hash;
    }
    byte[] trusted = afterLoss.get(next);
    if (trusted == null) {
      throw wrong(number + 1, "it is missing; the next one is number " + next);
    }
    if (!Arrays.equals(trusted, stored)) {
      throw wrong(next, "its hash is not the one that a later entry declares");
    }
    notes.accept("audit entries %d to %d are lost, as declared".formatted(number + 1, next - 1));
    return null;
  }

  private static void checkTime(long number, JsonNode entry, long at) throws Contradiction {
    try {
      OffsetDateTime told = OffsetDateTime.parse(entry.path("at").asText());
      if (told.toInstant().toEpochMilli() == at) {
        return;
      }
    } catch (DateTimeException _) {
      // Said below.
    }
    throw wrong(number, "it is kept under another time than it tells");
  }

  private void checkReason(
      long number, JsonNode entry, byte @Nullable [] salt, @Nullable String reason)
      throws Contradiction {
    String told = entry.path("reason_sha256").textValue();
    if (salt == null || reason == null) {
      erased += told == null ? 0 : 1;
    } else if (!AuditLog.reasonHash(salt, reason).equals(told)) {
      throw wrong(number, "the reason beside it is not the one that was given");
    }
  }

  private void checkReached(long next, byte[] stored) throws Contradiction {
    AuditReached mark = reached;
    if (mark != null && mark.number() == next) {
      met = true;
      if (!Arrays.equals(mark.hash(), stored)) {
        throw wrong(next, "its hash is not the one that journal entry " + mark.entry() + " tells");
      }
    }
  }

  private void end() throws Contradiction {
    AuditReached mark = reached;
    if (mark != null && !met && number < mark.number()) {
      throw wrong(
          number + 1,
          "it is missing at the end: journal entry %d tells that the log had come to %d"
              .formatted(mark.entry(), mark.number()));
    }
    if (erased > 0) {
      notes.accept(erased + " reasons of audit entries were erased");
    }
  }

  private static Contradiction wrong(long number, String what) {
    return new Contradiction("audit entry " + number, what, CURE);
  }
}
