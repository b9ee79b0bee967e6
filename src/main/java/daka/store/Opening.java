package daka.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.tinylog.Logger;

/// Opens the database of a data folder whatever has become of it: a damaged one is set aside under
/// a dated name, what can be read of it is saved, and the kiosk goes on.
public final class Opening {
  private final Path folder;
  private final InstantSource clock;

  /// @param folder the data folder, locked for this kiosk; see [DataFolder]
  public Opening(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// @param note what became of a database that was damaged, for the journal and, until the next
  ///   start, for the health page; null if all is well
  public record Opened(Database database, @Nullable String note) {}

  /// Opens the database, or makes it.
  ///
  /// @throws StoreException if it can neither be opened nor replaced, for want of space or
  ///   permission for instance, or was made by a newer version; the message names the cure
  public Opened open() {
    try {
      Replacement.finish(folder);
      Database database = openSound();
      return new Opened(database, noteIn(database));
    } catch (DamagedException e) {
      return salvage(String.valueOf(e.getMessage()));
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
    long marked = HeadMark.read(folder);
    Database database = openReadable();
    try {
      boolean asAWhole = Damage.isToBeReadAsAWhole(file);
      Optional<String> found =
          database.read(connection -> Optional.ofNullable(Damage.ofContent(connection, asAWhole)));
      if (found.isPresent()) {
        throw new DamagedException(found.get());
      }
      long head = database.read(Opening::head);
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

  private static long head(Connection connection) throws SQLException {
    return requireNonNull(
        Sql.first(
            connection,
            "SELECT max(coalesce((SELECT max(number) FROM journal), 0),"
                + " coalesce((SELECT max(number) FROM anchors), 0))",
            row -> row.getLong(1)));
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
      return Schema.of(connection).equals(Schema.ours());
    }
  }

  private Opened salvage(String damage) {
    try {
      String note = new Salvage(folder, clock).run(damage);
      Logger.error("{}", note);
      return new Opened(Database.openFile(folder), note);
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
