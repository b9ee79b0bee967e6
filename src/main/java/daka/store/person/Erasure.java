package daka.store.person;

import daka.checkin.PersonErased;
import daka.store.audit.AuditLog;
import daka.store.audit.AuditRetention;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.once.OwnIds;
import daka.store.register.Registration;
import daka.store.register.Resident;
import daka.store.register.ResidentRows;
import daka.store.visits.SqliteLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Erases a person for good: the row, cards, pseudonyms, code, consents, family, merges, and what
/// was said of them in somebody's own words. Visits stay as nobody's, and the journal and the audit
/// log as they were, so that they are proven as before; none of them says who it was.
public final class Erasure {
  private final Database database;
  private final SqliteLedger ledger;
  private final InstantSource clock;

  public Erasure(Database database, SqliteLedger ledger, InstantSource clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// What came of it.
  public sealed interface Outcome {
    /// Done and durable.
    ///
    /// @param cards how many were erased
    /// @param reasons how many words of staff were erased
    /// @param visits how many stay as nobody's
    /// @param pseudonyms how many belong to nobody now
    /// @param entries what the journal was up to; the entries until then stay
    /// @param overwritten whether no byte of it is left in the database's files; else the next
    ///   night does it
    record Done(
        int cards, int reasons, int visits, int pseudonyms, long entries, boolean overwritten)
        implements Outcome {}

    /// It was not done.
    record Refused(Registration why) implements Outcome {}
  }

  /// How many years the audit log keeps that it was done.
  public static int auditYears() {
    return AuditRetention.KEPT.getYears();
  }

  /// Erases a resident. Refused while the resident is inside: the visit could not be ended by a tap
  /// any more.
  ///
  /// @param isSeen whether the caller has seen the resident as it is
  /// @throws StoreException if it cannot be written; nothing is erased then
  public Outcome erase(long id, Predicate<Resident> isSeen) {
    return erase(id, "resident.erased", isSeen);
  }

  /// The same, as the audit log tells of a resident who was deleted from the register.
  ///
  /// @throws StoreException if it cannot be written; nothing is erased then
  public Outcome delete(long id, Predicate<Resident> isSeen) {
    return erase(id, "resident.deleted", isSeen);
  }

  private Outcome erase(long id, String action, Predicate<Resident> isSeen) {
    Outcome outcome =
        database.changingRegister(
            () ->
                ledger.together(
                    "erasing resident " + id,
                    (connection, journal) -> {
                      Registration refusal = refusal(connection, id, isSeen);
                      if (refusal != null) {
                        return new Outcome.Refused(refusal);
                      }
                      Instant now = clock.instant();
                      List<String> pseudonyms = pseudonyms(connection, id);
                      Outcome.Done done = erase(connection, id, pseudonyms.size());
                      for (String pseudonym : pseudonyms) {
                        journal.append(new PersonErased(now, pseudonym), now);
                      }
                      AuditLog.append(connection, Deed.of(action).id(id));
                      return done;
                    }));
    return switch (outcome) {
      case Outcome.Done done ->
          new Outcome.Done(
              done.cards(),
              done.reasons(),
              done.visits(),
              done.pseudonyms(),
              ledger.journal().head(),
              overwritten());
      case Outcome.Refused refused -> refused;
    };
  }

  private static @Nullable Registration refusal(
      Connection connection, long id, Predicate<Resident> isSeen) throws SQLException {
    Resident present = ResidentRows.find(connection, id);
    if (present == null) {
      return new Registration.Unknown("resident " + id);
    }
    if (!isSeen.test(present)) {
      return new Registration.Stale(present);
    }
    String room =
        Sql.first(
            connection,
            "SELECT room FROM visits WHERE resident = ? AND departed IS NULL",
            row -> row.getString(1),
            id);
    return room == null
        ? null
        : new Registration.Conflict(
            "resident " + id + " is inside, in room " + room + "; end the visit first");
  }

  /// Those that nobody else has.
  private static List<String> pseudonyms(Connection connection, long id) throws SQLException {
    return Sql.all(
        connection,
        "SELECT subject FROM subjects s WHERE resident = ?1 AND NOT EXISTS (SELECT 1 FROM residents"
            + " r JOIN subjects o ON o.resident = r.id WHERE o.subject = s.subject AND r.id <> ?1)",
        row -> row.getString(1),
        id);
  }

  private static Outcome.Done erase(Connection connection, long id, int pseudonyms)
      throws SQLException {
    int reasons = PersonalTraces.eraseReasons(connection, id);
    reasons +=
        Sql.change(
            connection,
            "UPDATE visits SET override = '' WHERE resident = ? AND override <> ''",
            id);
    OwnIds.forget(connection, id);
    int cards = Sql.change(connection, "DELETE FROM cards WHERE resident = ?", id);
    int visits = Sql.change(connection, "UPDATE visits SET resident = NULL WHERE resident = ?", id);
    Sql.change(connection, "DELETE FROM residents WHERE id = ?", id);
    return new Outcome.Done(cards, reasons, visits, pseudonyms, 0, false);
  }

  private boolean overwritten() {
    try {
      return database.emptyLog();
    } catch (SQLException | StoreException e) {
      Logger.warn("the log could not be emptied after an erasure: {}", e.getMessage());
      return false;
    }
  }
}
