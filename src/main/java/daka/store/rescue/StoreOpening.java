package daka.store.rescue;

import static java.util.Objects.requireNonNull;

import daka.store.file.Database;
import daka.store.file.HeadMark;
import daka.store.file.Migrations;
import daka.store.file.Schema;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.file.TableMap;
import daka.store.proof.Damage;
import daka.store.proof.DamagedException;
import daka.store.register.ImportStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.tinylog.Logger;

/// Opens the database of a data folder whatever has become of it: a damaged one is set aside under
/// a dated name, what can be read of it is saved, and the kiosk goes on.
public final class StoreOpening {
  private final Path folder;
  private final InstantSource clock;

  /// @param folder the data folder, locked for this kiosk; see [daka.store.file.DataFolder]
  public StoreOpening(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// @param note what became of a database that was damaged, for the journal and, until the next
  ///   start, for the health page; null if all is well
  /// @param undone a restore that was undone in the last days; null if none was
  /// @param foreign what somebody else made in the database, such as `index visits_by_room`: it is
  ///   left alone and does no harm as a rule; empty if there is nothing
  public record Opened(
      Database database,
      @Nullable String note,
      @Nullable UndoneRestore undone,
      List<String> foreign) {
    private static Opened of(
        Database database, @Nullable String note, @Nullable UndoneRestore undone)
        throws SQLException {
      List<String> foreign = Schema.ours().foreignIn(database.read(Schema::of));
      if (!foreign.isEmpty()) {
        Logger.warn("the database has what this program did not make: {}", foreign);
      }
      database.keepMap(null);
      return new Opened(database, note, undone, foreign);
    }
  }

  /// Opens the database, or makes it.
  ///
  /// @throws StoreException if it can neither be opened nor replaced, for want of space or
  ///   permission for instance, or was made by a newer version; the message names the cure
  public Opened open() {
    return open(false);
  }

  /// The same for a kiosk that starts, which has a way back should it never get ready with a copy
  /// that was restored; see [RestorationTrial].
  public Opened start() {
    return open(true);
  }

  private Opened open(boolean counted) {
    try {
      Replacement.finish(folder);
      if (counted) {
        RestorationTrial.count(folder);
      }
      RestorationTrial.finish(folder);
      Database database = openSound();
      ImportStage.settle(database);
      return complete(database, noteIn(database));
    } catch (DamagedException e) {
      String damage = String.valueOf(e.getMessage());
      return isUndone(damage) ? open(false) : salvage(damage);
    } catch (SQLException | IOException e) {
      throw new StoreException(
          "opening the database in "
              + folder
              + ": "
              + e.getMessage()
              + ". Check that the disk has space and that the kiosk's user may write there",
          e);
    }
  }

  /// A copy on trial is not worth saving what can be read of it.
  private boolean isUndone(String damage) {
    try {
      return RestorationTrial.putBack(folder, "it is damaged: " + damage);
    } catch (IOException e) {
      throw new StoreException(
          "putting the database from before in its place in " + folder + ": " + e.getMessage(), e);
    }
  }

  private Opened complete(Database database, @Nullable String note)
      throws SQLException, IOException {
    try {
      return Opened.of(database, note, UndoneRestore.settle(database, folder, clock.instant()));
    } catch (SQLException | IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /// What an earlier start did and was killed before it could say it in the journal.
  private static @Nullable String noteIn(Database database) throws SQLException {
    try {
      Optional<String> left = database.read(SalvageNote::find);
      return left.isPresent() && database.write(SalvageNote::forgetIfTold)
          ? null
          : left.orElse(null);
    } catch (SQLException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private Database openSound() throws DamagedException, SQLException, IOException {
    Path file = folder.resolve(Database.FILE);
    String damage = Damage.ofFile(file);
    if (damage != null) {
      throw new DamagedException(damage);
    }
    String version = damageOfVersion(file);
    if (version != null) {
      throw new DamagedException(version);
    }
    long marked = HeadMark.read(folder);
    Database database = openReadable();
    try {
      Schema ours = Schema.ours();
      boolean asAWhole = Damage.isToBeReadAsAWhole(file);
      Optional<String> found =
          database.read(
              connection -> Optional.ofNullable(Damage.ofContent(connection, asAWhole, ours)));
      if (found.isPresent()) {
        throw new DamagedException(found.get());
      }
      makeMissingIndexes(database, ours);
      long head = database.read(StoreOpening::head);
      if (head < marked) {
        throw new DamagedException(
            "the journal ends at entry %d and had come to %d: its log was damaged or is gone"
                .formatted(head, marked));
      }
      Damage.dispelSuspicion(folder);
      KeyCopies.unpack(database, folder);
      return database;
    } catch (DamagedException | SQLException | IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /// An index can be made again from its table, so one that is gone is no damage, unless the rows
  /// contradict it.
  private static void makeMissingIndexes(Database database, Schema ours)
      throws SQLException, DamagedException {
    Map<String, Schema.Index> missing =
        database.read(connection -> ours.indexesMissingIn(Schema.of(connection)));
    if (missing.isEmpty()) {
      return;
    }
    try {
      database.write(connection -> makeAgain(connection, missing));
      Logger.warn("the database lacked indexes, which are made again: {}", missing.keySet());
    } catch (SQLiteException e) {
      if (e.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE) {
        throw new DamagedException(
            "rows contradict an index that was gone: " + missing.keySet() + ": " + e.getMessage());
      }
      throw e;
    }
  }

  private static int makeAgain(Connection connection, Map<String, Schema.Index> indexes)
      throws SQLException {
    for (Map.Entry<String, Schema.Index> index : indexes.entrySet()) {
      Sql.change(connection, "DROP INDEX IF EXISTS " + index.getKey());
      Sql.change(connection, index.getValue().sql());
    }
    return indexes.size();
  }

  private static long head(Connection connection) throws SQLException {
    return requireNonNull(
        Sql.first(
            connection,
            "SELECT max(coalesce((SELECT max(number) FROM journal), 0),"
                + " coalesce((SELECT max(number) FROM anchors), 0))",
            row -> row.getLong(1)));
  }

  /// The header says another version than the map does, and the tables are those of the map's: no
  /// migration may run by it.
  private @Nullable String damageOfVersion(Path file) throws SQLException {
    TableMap map = TableMap.read(folder);
    if (map == null || !Files.exists(file) || map.version() > Migrations.newest()) {
      return null;
    }
    try (Connection connection = Database.connect(file, true)) {
      int version = TableMap.of(connection, "").version();
      Schema mapped = Schema.ofVersion(map.version());
      return version < map.version()
              && mapped.missingIn(Schema.of(connection)).isEmpty()
              && !mapped.missingIn(Schema.ofVersion(Math.max(0, version))).isEmpty()
          ? "its header says version %d, and it has the tables of version %d"
              .formatted(version, map.version())
          : null;
    } catch (SQLException e) {
      if (Damage.isMeantBy(e)) {
        return null;
      }
      throw e;
    }
  }

  private Database openReadable() throws DamagedException, SQLException {
    try {
      return Database.openFile(folder);
    } catch (SQLException e) {
      if (Damage.isMeantBy(e) || isVersionDamaged(e)) {
        throw new DamagedException(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  /// Whether the migrations failed although the tables are already those of this program.
  private boolean isVersionDamaged(SQLException error) throws SQLException {
    if (error instanceof SQLiteException e && e.getResultCode() != SQLiteErrorCode.SQLITE_ERROR) {
      return false;
    }
    try (Connection connection = Database.connect(folder.resolve(Database.FILE), true)) {
      Schema found = Schema.of(connection);
      TableMap map = TableMap.read(folder);
      return map == null
          ? found.hasTablesOf(Schema.ours())
          : map.version() <= Migrations.newest()
              && Schema.ofVersion(map.version()).missingIn(found).isEmpty();
    }
  }

  private Opened salvage(String damage) {
    try {
      String note = new Salvage(folder, clock).run(damage);
      Logger.error("{}", note);
      Database database = Database.openFile(folder);
      ImportStage.settle(database);
      return complete(database, note);
    } catch (SQLException | IOException e) {
      throw new StoreException(
          "the database in "
              + folder
              + " is damaged ("
              + damage
              + "), and saving what can be read of it failed: "
              + e.getMessage()
              + ". Make space on the disk for a second copy of it, then start again",
          e);
    }
  }
}
