package daka.store.person;

import daka.checkin.PeopleMerged;
import daka.checkin.PeopleParted;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import daka.store.register.GuardianRule;
import daka.store.register.Person;
import daka.store.register.Registration;
import daka.store.register.Resident;
import daka.store.register.ResidentRows;
import daka.store.visits.SqliteLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes one of two residents who are one person, and two of them again. Each is one durable
/// transaction with the entry that tells the town. Safe for use by several threads.
public final class Merges {
  /// So long a merge can be undone.
  public static final Duration UNDONE_WITHIN = Duration.ofDays(30);

  private final Database database;
  private final SqliteLedger ledger;
  private final InstantSource clock;

  public Merges(Database database, SqliteLedger ledger, InstantSource clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// A merge that can be undone.
  ///
  /// @param other the id that the other had, and has again then
  /// @param name the other's, in full
  /// @param until when it can be undone no longer
  public record Undoable(long other, String name, Instant at, Instant until) {}

  /// The merges of a resident that can be undone, the latest first, which has to be undone first.
  ///
  /// @throws StoreException if they cannot be read
  public List<Undoable> undoable(long resident) {
    return new Transactions(database)
        .read(
            "reading the merges of resident " + resident,
            connection -> undoable(connection, resident));
  }

  private List<Undoable> undoable(Connection connection, long resident) throws SQLException {
    return Sql.all(
        connection,
        "SELECT other, undo ->> 'name', at FROM merges WHERE kept = ? AND at > ? ORDER BY id DESC",
        row -> {
          Instant at = Instant.ofEpochMilli(row.getLong(3));
          return new Undoable(row.getLong(1), row.getString(2), at, at.plus(UNDONE_WITHIN));
        },
        resident,
        clock.instant().minus(UNDONE_WITHIN).toEpochMilli());
  }

  /// Merges another resident into this one, with all visits and cards. What this one says stays;
  /// what it does not say is taken from the other, and a note is added to the note.
  ///
  /// @param take the names of the fields that are taken from the other although both say something
  /// @param isSeen whether the caller has seen the resident as it is
  /// @return the resident as it is now; [Registration.Conflict] if the two are the same already,
  ///   are of different roles, or are both inside; [Registration.NeedsConsent]
  /// @throws StoreException if it cannot be written
  public Registration merge(long kept, long other, Set<String> take, Predicate<Resident> isSeen) {
    return alone(
        "merging resident " + other + " into " + kept,
        (connection, journal) -> {
          Resident into = ResidentRows.find(connection, kept);
          Resident from = ResidentRows.find(connection, other);
          Registration refusal = refusal(connection, kept, into, other, from, isSeen);
          if (refusal != null || into == null || from == null) {
            return refusal == null ? new Registration.Unknown("resident " + kept) : refusal;
          }
          Instant now = clock.instant();
          Person merged = MergedPerson.of(into.person(), from.person(), take);
          Registration unagreed =
              GuardianRule.refusal(connection, merged, List.of(into, from), now);
          if (unagreed != null) {
            return unagreed;
          }
          MergeRows rows = new MergeRows(connection, kept, other);
          String keptSubject = rows.subject(kept);
          String otherSubject = rows.subject(other);
          long visits = rows.merge(merged, now);
          String subject = rows.subject(kept);
          String gone = subject.equals(keptSubject) ? otherSubject : keptSubject;
          journal.append(new PeopleMerged(now, subject, gone), now);
          AuditLog.append(
              connection,
              Deed.of("resident.merged")
                  .id(other)
                  .fields(Person.changed(into.person(), merged))
                  .rows(visits));
          return done(connection, kept);
        });
  }

  private @Nullable Registration refusal(
      Connection connection,
      long kept,
      @Nullable Resident into,
      long other,
      @Nullable Resident from,
      Predicate<Resident> isSeen)
      throws SQLException {
    if (into == null || from == null) {
      return new Registration.Unknown("resident " + (into == null ? kept : other));
    }
    if (kept == other) {
      return new Registration.Conflict("a resident cannot be merged with itself; name another");
    }
    if (!isSeen.test(into)) {
      return new Registration.Stale(into);
    }
    if (into.person().role() != from.person().role()) {
      return new Registration.Conflict(
          "one of residents "
              + kept
              + " and "
              + other
              + " is staff and the other is not; give both the same role first");
    }
    if (inside(connection, kept) && inside(connection, other)) {
      return new Registration.Conflict(
          "residents " + kept + " and " + other + " are both inside; end one of the visits first");
    }
    return null;
  }

  private static boolean inside(Connection connection, long resident) throws SQLException {
    return Sql.first(
            connection,
            "SELECT 1 FROM visits WHERE resident = ? AND departed IS NULL",
            row -> row.getInt(1),
            resident)
        != null;
  }

  /// Undoes the latest merge of a resident: the other is there again by the same id, with the
  /// visits and cards of then. Visits since the merge stay where they are, because a visit does not
  /// tell of which card it is.
  ///
  /// @param isSeen whether the caller has seen the resident as it is
  /// @return the other as it is again; [Registration.Unknown] if there is no merge that can be
  ///   undone
  /// @throws StoreException if it cannot be written
  public Registration unmerge(long kept, Predicate<Resident> isSeen) {
    return alone(
        "undoing a merge of resident " + kept,
        (connection, journal) -> {
          Resident present = ResidentRows.find(connection, kept);
          if (present == null) {
            return new Registration.Unknown("resident " + kept);
          }
          if (!isSeen.test(present)) {
            return new Registration.Stale(present);
          }
          List<Undoable> undoable = undoable(connection, kept);
          if (undoable.isEmpty()) {
            return new Registration.Unknown(
                "merge of resident "
                    + kept
                    + " that can be undone; it can be for "
                    + UNDONE_WITHIN.toDays()
                    + " days");
          }
          long other = undoable.getFirst().other();
          MergeRows rows = new MergeRows(connection, kept, other);
          long visits = rows.unmerge();
          GuardianRule.enforce(connection, kept, clock.instant());
          GuardianRule.enforce(connection, other, clock.instant());
          journal.append(
              new PeopleParted(clock.instant(), rows.subject(kept), rows.subject(other)),
              clock.instant());
          AuditLog.append(connection, Deed.of("resident.unmerged").id(other).rows(visits));
          return done(connection, other);
        });
  }

  private static Registration done(Connection connection, long id) throws SQLException {
    Resident resident = ResidentRows.find(connection, id);
    return resident == null
        ? new Registration.Unknown("resident " + id)
        : new Registration.Done(resident);
  }

  /// While an import is under way nobody is merged: what it found free has to stay so.
  private Registration alone(String doing, SqliteLedger.Together<Registration> work) {
    return database.changingRegister(() -> ledger.together(doing, work));
  }

  /// Forgets what is needed to undo merges of too long ago.
  ///
  /// @return how many
  /// @throws StoreException if it cannot be written
  public int forget() {
    return new Transactions(database)
        .write(
            "forgetting merges of long ago",
            connection ->
                Sql.change(
                    connection,
                    "DELETE FROM merges WHERE at <= ?",
                    clock.instant().minus(UNDONE_WITHIN).toEpochMilli()));
  }
}
