package daka.store.visits;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.EntriesDeleted;
import daka.checkin.NotRecordedException;
import daka.event.CanonicalEvent;
import daka.event.Contradiction;
import daka.event.VisitChange;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.file.Transactions;
import daka.store.journal.Deletion;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Deletes for good what every receiver of the journal has had for so many days: the entries, their
/// visits, and what else is kept of people that nobody needs any longer.
///
/// Each night it marks how far all receivers are; what a mark of long enough ago covers may go. So
/// the days count from when the last receiver had an entry, and an entry that one of them lacks is
/// never deleted. A clock that has jumped is waited for: nothing goes unless the same clock made a
/// mark a few days ago at most.
///
/// What is deleted is overwritten with zeros in the file (`secure_delete`), and the log is emptied.
/// The file does not shrink: the pages are used again. Not safe for several threads.
public final class Retention {
  /// As many entries are deleted in one transaction, which a tap may have to wait for.
  static final int STEP = 2_000;

  /// So old may the last mark be: a long weekend.
  private static final int GAP_DAYS = 4;

  private static final String MARK = "passed ";
  private static final Duration WAITING = Duration.ofDays(1);

  private final Database database;
  private final SqliteLedger ledger;
  private final int days;
  private final boolean residents;
  private final Set<String> receivers;

  /// @param days how long what everybody has is kept
  /// @param residents whether people who have not come for so long are deleted too
  /// @param receivers the names of the cursors that must have passed an entry, beside those that
  ///   have ever been moved
  public Retention(
      Database database, SqliteLedger ledger, int days, boolean residents, Set<String> receivers) {
    this.database = database;
    this.ledger = ledger;
    this.days = days;
    this.residents = residents;
    this.receivers = Set.copyOf(receivers);
  }

  /// What one night came to.
  ///
  /// @param entries how many entries were deleted
  /// @param waits whether nothing may be deleted because the clock has jumped since the last mark
  public record Night(long entries, boolean waits) {}

  /// The day of the last mark, or null if there is none.
  ///
  /// @throws StoreException if it cannot be read
  public @Nullable LocalDate lastMark() {
    NavigableMap<LocalDate, Long> marks =
        new Transactions(database).read("reading the marks of retention", Retention::marks);
    return marks.isEmpty() ? null : marks.lastKey();
  }

  /// Cursors that stand still because nobody moves them any longer, and keep entries from being
  /// deleted.
  ///
  /// @throws StoreException if they cannot be read
  public List<String> forgottenCursors() {
    return new Transactions(database)
            .read(
                "reading the cursors",
                connection ->
                    Sql.all(connection, "SELECT name FROM cursors", row -> row.getString(1)))
            .stream()
            .filter(name -> !receivers.contains(name))
            .toList();
  }

  /// Marks the day, and deletes what may go.
  ///
  /// @param today the centre's day
  /// @throws StoreException if it cannot be written; what was deleted until then stays so
  public Night run(LocalDate today, Instant now) {
    NavigableMap<LocalDate, Long> marks =
        new Transactions(database).write("marking the day", connection -> mark(connection, today));
    LocalDate before = marks.lowerKey(today);
    if (before == null || before.isBefore(today.minusDays(GAP_DAYS))) {
      return new Night(0, before != null);
    }
    Map.Entry<LocalDate, Long> due = marks.floorEntry(today.minusDays(days));
    long entries = due == null ? 0 : deleteUpTo(due.getValue(), now);
    new Transactions(database)
        .write("deleting what was kept of people", c -> forget(c, now, today.minusDays(days)));
    deleteDamaged(now);
    return new Night(entries, false);
  }

  /// Drops marks of days that have not come, which a wrong clock made.
  private NavigableMap<LocalDate, Long> mark(Connection connection, LocalDate today)
      throws SQLException {
    Sql.change(
        connection, "DELETE FROM settings WHERE name GLOB 'passed *' AND name > ?", MARK + today);
    Sql.change(
        connection,
        "INSERT OR IGNORE INTO settings (name, value) VALUES (?, ?)",
        MARK + today,
        passed(connection) + "");
    return marks(connection);
  }

  private static NavigableMap<LocalDate, Long> marks(Connection connection) throws SQLException {
    NavigableMap<LocalDate, Long> marks = new TreeMap<>();
    Sql.all(
            connection,
            "SELECT substr(name, 8), CAST(value AS INTEGER) FROM settings WHERE name GLOB"
                + " 'passed [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'",
            row -> Map.entry(LocalDate.parse(row.getString(1)), row.getLong(2)))
        .forEach(mark -> marks.put(mark.getKey(), mark.getValue()));
    return marks;
  }

  /// The last entry that every receiver has.
  private long passed(Connection connection) throws SQLException {
    NavigableMap<String, Long> cursors = new TreeMap<>();
    receivers.forEach(name -> cursors.put(name, 0L));
    Sql.all(
            connection,
            "SELECT name, number FROM cursors",
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(cursor -> cursors.put(cursor.getKey(), cursor.getValue()));
    long head = ledger.journal().head();
    return cursors.values().stream().reduce(head, Math::min);
  }

  private long deleteUpTo(long limit, Instant now) {
    long deleted = 0;
    while (true) {
      Deletion next =
          new Transactions(database)
              .<Optional<Deletion>>read(
                  "looking for entries to delete", c -> Optional.ofNullable(next(c, limit)))
              .orElse(null);
      if (next == null) {
        return deleted;
      }
      long before = ledger.journal().deleted();
      EntriesDeleted happening =
          new EntriesDeleted(
              now, days, next.upTo(), HexFormat.of().formatHex(next.hash()), next.lastVisit());
      try {
        ledger.record(
            transaction -> {
              transaction.append(happening, now);
              return happening;
            });
      } catch (NotRecordedException e) {
        throw new StoreException("deleting old entries: " + e.getMessage(), e);
      }
      deleted += next.upTo() - before;
    }
  }

  /// The next step towards the limit, or null if it is reached.
  private static @Nullable Deletion next(Connection connection, long limit) throws SQLException {
    return Sql.first(
        connection,
        "SELECT number, hash FROM (SELECT number, hash FROM journal WHERE number <= ? ORDER BY"
            + " number LIMIT ?) ORDER BY number DESC LIMIT 1",
        row ->
            new Deletion(0, row.getLong(1), row.getBytes(2), lastVisit(connection, row.getLong(1))),
        limit,
        STEP);
  }

  /// The highest id of a visit that had begun by this entry, which ends a step.
  private static long lastVisit(Connection connection, long upTo) throws SQLException {
    List<Long> begun =
        Sql.all(
            connection,
            "SELECT number, event FROM journal WHERE number <= ? ORDER BY number DESC LIMIT "
                + STEP,
            row -> begun(row.getLong(1), row.getString(2)),
            upTo);
    long last = begun.stream().filter(visit -> visit > 0).findFirst().orElse(0L);
    long before =
        Sql.all(
                connection,
                "SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'last-visit'",
                row -> row.getLong(1))
            .stream()
            .findFirst()
            .orElse(0L);
    return Math.max(last, before);
  }

  private static long begun(long number, String text) {
    try {
      JsonNode event = CanonicalEvent.parse(number, text);
      return VisitChange.of(number, event).stream()
          .filter(VisitChange.Begin.class::isInstance)
          .mapToLong(VisitChange::visit)
          .max()
          .orElse(0);
    } catch (Contradiction _) {
      return 0;
    }
  }

  private int forget(Connection connection, Instant now, LocalDate upTo) throws SQLException {
    int forgotten =
        Sql.change(
            connection, "DELETE FROM waiting WHERE at < ?", now.minus(WAITING).toEpochMilli());
    Sql.change(
        connection,
        "DELETE FROM settings WHERE name GLOB 'passed *' AND name < (SELECT max(name) FROM settings"
            + " WHERE name GLOB 'passed *' AND name <= ?)",
        MARK + upTo);
    if (residents) {
      forgotten +=
          Sql.change(
              connection,
              "DELETE FROM residents WHERE role = 'resident' AND created < ? AND NOT EXISTS (SELECT"
                  + " 1 FROM visits WHERE visits.resident = residents.id)",
              now.minus(Duration.ofDays(days)).toEpochMilli());
    }
    return forgotten;
  }

  /// A damaged database that was set aside has people in it too.
  private void deleteDamaged(Instant now) {
    Path folder = database.file().resolveSibling("");
    Instant before = now.minus(Duration.ofDays(days));
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder, "daka-*.replaced.db*")) {
      for (Path file : kept) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new StoreException("deleting databases that were set aside: " + e.getMessage(), e);
    }
  }

  /// Takes what was deleted out of the log as well.
  ///
  /// @return whether that is done; if somebody is reading it is not, and is to be tried again
  /// @throws StoreException if it cannot be written
  public boolean emptyLog() {
    try {
      return database.emptyLog();
    } catch (SQLException e) {
      throw new StoreException("emptying the log of " + database.file() + ": " + e.getMessage(), e);
    }
  }
}
