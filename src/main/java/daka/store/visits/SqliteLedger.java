package daka.store.visits;

import daka.checkin.Ledger;
import daka.checkin.NotRecordedException;
import daka.checkin.Room;
import daka.checkin.RoomSpace;
import daka.event.Uuid7;
import daka.health.Part;
import daka.store.audit.AuditLog;
import daka.store.file.Database;
import daka.store.file.StoreException;
import daka.store.file.Transactions;
import daka.store.file.WriteProbe;
import daka.store.journal.ChainAnchor;
import daka.store.journal.ClockStamp;
import daka.store.journal.EntryAppender;
import daka.store.journal.EntryClock;
import daka.store.journal.EventWriter;
import daka.store.journal.Journal;
import daka.store.journal.JournalSource;
import daka.store.once.OwnIds;
import daka.store.proof.Damage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The ledger in SQLite. What happened is applied to the visits and appended to the journal in one
/// transaction; the journal's readers are told after the commit.
///
/// The end of the journal and the number of people in each room are kept in memory: only this
/// process writes them. Safe for use by several threads.
public final class SqliteLedger implements Ledger {
  private final Database database;
  private final Journal journal;
  private @Nullable LedgerStatements statements;
  private final EntryAppender.Origin origin;
  private final WaitingCodes codes = new WaitingCodes();
  private EntryAppender.Head head;
  private Map<String, Integer> inside;
  private List<Room> rooms;
  private final long firstSinceStart;
  private long nextVisit;
  private volatile List<RoomSpace> spaces;
  private volatile @Nullable String failure;
  private volatile boolean damaged;

  /// @param source the CloudEvents source of the entries, `/centres/ID/kiosks/ID`
  /// @param zone times in events are written with this zone's offset
  /// @param stamps what to say of the clock, asked for each entry
  /// @throws StoreException if the database cannot be read
  public SqliteLedger(Database database, String source, ZoneId zone, Supplier<ClockStamp> stamps) {
    this.database = database;
    Start start = new Transactions(database).write("opening the ledger", Start::read);
    statements = start.statements();
    head = start.head();
    inside = start.inside();
    rooms = start.rooms();
    firstSinceStart = start.nextVisit();
    nextVisit = firstSinceStart;
    spaces = Occupancy.of(rooms, inside);
    origin =
        new EntryAppender.Origin(
            source + start.lineage(), new EventWriter(zone), stamps, new Uuid7());
    journal = new Journal(database, origin.source(), head.number());
    keepMap();
  }

  private void keepMap() {
    try {
      database.keepMap(origin.source());
    } catch (SQLException e) {
      throw new StoreException("mapping " + database.file() + ": " + e.getMessage(), e);
    }
  }

  /// What the ledger knows when it begins.
  private record Start(
      LedgerStatements statements,
      EntryAppender.Head head,
      Map<String, Integer> inside,
      List<Room> rooms,
      long nextVisit,
      String lineage) {

    static Start read(Connection connection) throws SQLException {
      LedgerStatements statements = new LedgerStatements(connection);
      return new Start(
          statements,
          head(connection),
          Occupancy.count(statements.inside),
          RoomRows.read(connection),
          nextVisit(connection),
          JournalSource.read(connection));
    }

    private static EntryAppender.Head head(Connection connection) throws SQLException {
      try (Statement query = connection.createStatement();
          ResultSet row =
              query.executeQuery(
                  """
                  SELECT number, hash FROM (
                    SELECT * FROM (SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1)
                    UNION ALL
                    SELECT * FROM (SELECT number, hash FROM anchors ORDER BY number DESC LIMIT 1))
                  ORDER BY number DESC LIMIT 1\
                  """)) {
        return new EntryAppender.Head(row.getLong(1), row.getBytes(2));
      }
    }

    /// Above all that anybody may have seen, also in entries that were lost, deleted or put out of
    /// use.
    private static long nextVisit(Connection connection) throws SQLException {
      try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT max(coalesce((SELECT max(id) FROM visits), 0), coalesce((SELECT"
                      + " CAST(value AS INTEGER) FROM settings WHERE name = 'last-visit'), 0),"
                      + " coalesce((SELECT max(number) FROM anchors WHERE reason <> '"
                      + ChainAnchor.RETENTION
                      + "'), 0)) + 1");
          ResultSet row = query.executeQuery()) {
        return row.getLong(1);
      }
    }
  }

  @Override
  public <T> T record(Function<Transaction, T> work) throws NotRecordedException {
    try {
      return database.write(connection -> run(connection, work), this::remember);
    } catch (SQLNonTransientConnectionException e) {
      Logger.info("what came while the kiosk was closing is not recorded: {}", e.getMessage());
      throw notRecorded(e);
    } catch (SQLException | RuntimeException e) {
      failure = e.getMessage();
      Logger.error("not recorded: {}", e.getMessage());
      if (Damage.isMeantBy(e) || Damage.isMeantBy(e.getCause())) {
        damaged = true;
        Damage.suspect(database.file().resolveSibling(""));
      }
      throw notRecorded(e);
    }
  }

  /// What changes other rows in the transaction that journals it.
  @FunctionalInterface
  public interface Together<T> {
    T on(Connection connection, Transaction transaction) throws SQLException;
  }

  /// The same as [#record] for the store's own, with the connection that writes.
  ///
  /// @param doing what for, as in "merging two residents"
  /// @throws StoreException if it fails; nothing was written then
  public <T> T together(String doing, Together<T> work) {
    try {
      return database.write(
          connection -> run(connection, ledger -> on(connection, ledger, work)), this::remember);
    } catch (SQLException e) {
      throw new StoreException(doing + " in " + database.file() + ": " + e.getMessage(), e);
    }
  }

  private static <T> T on(Connection connection, Transaction transaction, Together<T> work) {
    try {
      return work.on(connection, transaction);
    } catch (SQLException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  private NotRecordedException notRecorded(Exception cause) {
    return new NotRecordedException("the visit could not be written to " + database.file(), cause);
  }

  private record Ran<T>(T result, LedgerTransaction transaction, EntryAppender entries) {}

  private <T> Ran<T> run(Connection connection, Function<Transaction, T> work) throws SQLException {
    LedgerStatements prepared = statements == null ? new LedgerStatements(connection) : statements;
    EntryAppender entries = new EntryAppender(origin, head);
    LedgerTransaction transaction =
        new LedgerTransaction(prepared, entries, codes, rooms, inside, firstSinceStart, nextVisit);
    try {
      T result = work.apply(transaction);
      if (AuditLog.isCorrecting() && entries.head().number() > head.number()) {
        long begun = transaction.nextVisitAfterCommit();
        AuditLog.appendCorrection(connection, begun > nextVisit ? begun - 1 : null);
        if (begun > nextVisit) {
          OwnIds.made(connection, null, begun - 1);
        }
      }
      statements = prepared;
      return new Ran<>(result, transaction, entries);
    } catch (SQLException | RuntimeException | Error e) {
      statements = null;
      prepared.close();
      throw e;
    }
  }

  private <T> T remember(Ran<T> ran) {
    head = ran.entries().head();
    inside = ran.transaction().inside();
    nextVisit = ran.transaction().nextVisitAfterCommit();
    spaces = Occupancy.of(rooms, inside);
    failure = null;
    database.journalAt(head.number());
    journal.committed(head.number());
    return ran.result();
  }

  @Override
  public List<RoomSpace> rooms() {
    return spaces;
  }

  /// What the last entry says of the clock it was written by; empty if there is none.
  ///
  /// @throws StoreException if it cannot be read
  public Optional<EntryClock> lastStamp() {
    return new Transactions(database).read("reading the last entry", EntryClock::last);
  }

  /// The journal this ledger appends to.
  public Journal journal() {
    return journal;
  }

  /// Takes up rooms that were changed.
  void roomsChanged(List<Room> changed) {
    rooms = changed;
    spaces = Occupancy.of(changed, inside);
  }

  /// Whether a tap would be recorded now. After a failure this tries a write of its own, so that
  /// the kiosk is well again as soon as the disk is.
  public Part health() {
    if (damaged) {
      return Part.failed(
          "store",
          database.file() + " is damaged",
          "Start the kiosk again: it sets the file aside and saves what can be read.");
    }
    String failed = failure;
    if (failed == null) {
      return Part.ok("store", "journal at " + journal.head());
    }
    try {
      WriteProbe.run(database);
      failure = null;
      return Part.ok("store", "journal at " + journal.head() + ", writing again after: " + failed);
    } catch (SQLException e) {
      return Part.failed(
          "store",
          "cannot write to " + database.file() + ": " + e.getMessage(),
          "Make space on the disk, or replace the SD card; taps are refused until then.");
    }
  }
}
