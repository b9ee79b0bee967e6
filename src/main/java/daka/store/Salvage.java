package daka.store;

import daka.store.ReadableRows.Copied;
import daka.store.ReadableRows.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
final class Salvage {
  private static final List<Table> TABLES =
      List.of(
          new Table("anchors", "number", true),
          new Table("settings", "name", false),
          new Table("tokens", "name", false),
          new Table("cursors", "name", false),
          new Table("set_aside", "cursor", false),
          new Table("rooms", "id", false),
          new Table("residents", "id", true),
          new Table("subjects", "resident", false),
          new Table("cards", "id", true),
          new Table("journal", "number", true),
          new Table("visits", "id", true));

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
    Replacement replacement = Replacement.at(folder, clock.instant());
    String note;
    try (Connection fresh = make(replacement.part())) {
      fresh.setAutoCommit(false);
      note =
          "the database was damaged (%s) and is kept as %s; %s"
              .formatted(damage, replacement.replaced().getFileName(), save(fresh, replacement));
      SalvageNote.leave(fresh, note);
      fresh.commit();
    }
    replacement.complete();
    return note;
  }

  private static Connection make(Path part) throws SQLException {
    Connection connection = unsynced(part);
    try {
      Migrations.apply(new Writer(connection));
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

  private String save(Connection fresh, Replacement replacement) throws SQLException, IOException {
    List<String> lost = new ArrayList<>();
    Path file = folder.resolve(Database.FILE);
    if (Damage.ofFile(file) == null && isReadable(file)) {
      copy(file, fresh, lost);
    } else {
      copy(RepairedCopy.make(file, replacement), fresh, lost);
    }
    String reason = "lost with the database that was damaged, kept as " + replacement.stamp();
    SalvagedJournal journal =
        new SalvagedJournal(fresh, reason, clock.instant(), HeadMark.read(folder));
    long end = journal.mend(!lost.contains("journal"));
    int untrue = new Reconciliation(fresh, end).run(journal.unproven());
    long lostEntries = journal.lost() + untrue;
    Lineage.write(fresh, "/" + replacement.stamp());
    return "%d entries and %d visits were saved%s%s"
        .formatted(
            count(fresh, "journal"),
            count(fresh, "visits"),
            lostEntries == 0 ? "" : ", at least " + lostEntries + " entries were lost",
            lost.isEmpty() ? "" : "; not all could be read of: " + String.join(", ", lost));
  }

  private static boolean isReadable(Path file) throws SQLException {
    try (Connection damaged = Database.connect(file, true)) {
      return Schema.of(damaged).equals(Schema.ours());
    } catch (SQLException e) {
      if (Damage.isMeantBy(e)) {
        return false;
      }
      throw e;
    }
  }

  private static void copy(Path file, Connection fresh, List<String> lost) throws SQLException {
    execute(fresh, "CREATE TEMP TABLE usual_rooms AS SELECT * FROM rooms");
    execute(fresh, "DELETE FROM rooms");
    try (Connection damaged = Database.connect(file, true)) {
      for (Table table : TABLES) {
        Copied copied = ReadableRows.copy(damaged, fresh, table);
        if (!copied.whole()) {
          lost.add(table.name());
        }
      }
    } catch (SQLException e) {
      if (!Damage.isMeantBy(e)) {
        throw e;
      }
      // Not even which tables there are can be read.
      lost.clear();
      TABLES.forEach(table -> lost.add(table.name()));
    }
    if (lost.contains("rooms")) {
      execute(fresh, "INSERT OR IGNORE INTO rooms SELECT * FROM usual_rooms");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      return row.getLong(1);
    }
  }
}
