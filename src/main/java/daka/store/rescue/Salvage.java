package daka.store.rescue;

import daka.health.Progress;
import daka.store.audit.AuditReport;
import daka.store.file.HeadMark;
import daka.store.file.Migrations;
import daka.store.file.NativeLibrary;
import daka.store.file.Writer;
import daka.store.journal.JournalSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// Replaces a damaged database by a new one with all that can still be read, and keeps the damaged
/// one under a dated name.
///
/// Entries are copied as they are, with their numbers, hashes and source, so the town recognises
/// those it has. Where entries are missing an anchor says so. New entries get a source of their own
/// and go on above the highest number ever seen, so that no number is used twice. A power cut
/// leaves a state from which this can be done again; see [Replacement].
///
/// The rows go into a database of the version that the damaged one had, which is then brought up to
/// date and mended: a change of the schema meets the rows that it was made for.
final class Salvage {
  /// Percent of the time that each stage takes, as measured with 60,000 entries behind a lost
  /// header.
  private static final List<Integer> SHARES = List.of(4, 16, 1, 27, 25, 25, 2);

  private final Path folder;
  private final InstantSource clock;

  Salvage(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// @param damage what is wrong with the database
  /// @return what was done, in a sentence or two
  /// @throws SQLException if the new database could not be written; the damaged one is as it was
  /// @throws IOException the same
  String run(String damage) throws SQLException, IOException {
    Progress.stages("putting the records in order", "looking for the tables", SHARES);
    Replacement replacement = Replacement.at(folder, clock.instant());
    Legible legible = Legible.find(folder, replacement);
    String note;
    try (NightlyRows nightly = NightlyRows.open(folder)) {
      int version =
          legible.fits() || nightly == null ? legible.map().version() : nightly.map().version();
      try (Connection fresh = make(replacement.part(), version)) {
        SalvagedTables tables = new SalvagedTables(fresh, legible, nightly);
        note =
            "the database was damaged (%s) and is kept as %s; %s"
                .formatted(
                    damage, replacement.replaced().getFileName(), save(fresh, tables, replacement));
        SalvageNote.leave(fresh, note);
        fresh.commit();
      }
    }
    replacement.complete();
    return note;
  }

  private static Connection make(Path part, int version) throws SQLException {
    Connection connection = unsynced(part);
    try {
      Migrations.apply(new Writer(connection), version);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /// A connection to a file that is worth nothing before it is whole, so it is not synced until
  /// then.
  static Connection unsynced(Path part) throws SQLException {
    NativeLibrary.find();
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.MEMORY);
    config.setSynchronous(SynchronousMode.OFF);
    config.enforceForeignKeys(false);
    config.setGetGeneratedKeys(false);
    return config.createConnection("jdbc:sqlite:" + part);
  }

  private String save(Connection fresh, SalvagedTables tables, Replacement replacement)
      throws SQLException, IOException {
    fresh.setAutoCommit(false);
    Progress.nextStage("reading the rows");
    tables.copy();
    fresh.commit();
    fresh.setAutoCommit(true);
    Progress.nextStage("bringing the tables up to date");
    Migrations.apply(new Writer(fresh));
    fresh.setAutoCommit(false);
    KeyCopies.forgetIfHere(fresh, folder);
    String reason = "lost with the database that was damaged, kept as " + replacement.stamp();
    SalvagedJournal journal =
        new SalvagedJournal(fresh, reason, clock.instant(), HeadMark.read(folder));
    Progress.nextStage("proving the entries");
    long end = journal.mend(margin(tables));
    new SalvagedAudit(fresh).mend(tables.lost().contains("audit"), auditMargin(fresh));
    Progress.nextStage("putting the visits right");
    int untrue = new Reconciliation(fresh, end).run(journal.unproven());
    Progress.nextStage("putting the new database in its place");
    Map<String, Integer> orphans = Orphans.settle(fresh);
    tables.makeForeignRest();
    long lostEntries = journal.lost() + untrue;
    JournalSource.write(fresh, "/" + replacement.stamp());
    return "%d entries and %d visits were saved%s%s%s"
        .formatted(
            count(fresh, "journal"),
            count(fresh, "visits"),
            lostEntries == 0 ? "" : ", at least " + lostEntries + " entries were lost",
            tables.notes(),
            orphans.isEmpty() ? "" : "; dropped, since they refer to lost rows: " + orphans);
  }

  /// What was written since the nightly copy may be many entries.
  private static long margin(SalvagedTables tables) {
    if (!tables.lost().contains("journal")) {
      return 0;
    }
    return tables.hasEntriesOfCopy() ? Restoration.LEAP : SalvagedJournal.MARGIN;
  }

  /// Above all that the journal tells of the audit log.
  private static long auditMargin(Connection fresh) throws SQLException {
    return SalvagedJournal.MARGIN + AuditReport.behind(fresh);
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      return row.getLong(1);
    }
  }
}
