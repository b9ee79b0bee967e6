package daka.store.rescue;

import daka.store.copies.CopyContents;
import daka.store.file.Database;
import daka.store.file.HeadMark;
import daka.store.file.Migrations;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.file.TableMap;
import daka.store.proof.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/// What a copy is found to be before it is restored. Nothing is changed by that, neither of the
/// copy nor of the kiosk.
///
/// @param contents what it holds
/// @param proven what was proven of it now
/// @param rooms the ids of the rooms in it
/// @param newestVisit the id of the last visit in it; 0 if there is none
/// @param newestPerson the id of the last resident in it; 0 if there is none
public record CopyCheck(
    CopyContents contents,
    Proof.Proven proven,
    Set<String> rooms,
    long newestVisit,
    long newestPerson) {

  /// Proves a copy; that takes minutes for a large one.
  ///
  /// @throws StoreException if it cannot be read, is not sound, or was made by a newer version
  public static CopyCheck of(Path copy) {
    try (Connection connection = Database.connect(copy, true)) {
      Proof.Proven proven = Backup.soundness(connection, copy, HeadMark.Found.NONE);
      if (TableMap.of(connection, "").version() > Migrations.newest()) {
        throw new StoreException(
            copy.getFileName() + " was made by a newer version: install that one first");
      }
      return new CopyCheck(
          CopyContents.of(connection, Files.size(copy)),
          proven,
          new HashSet<>(Sql.all(connection, "SELECT id FROM rooms", row -> row.getString(1))),
          newest(connection, "visits"),
          newest(connection, "residents"));
    } catch (SQLException | IOException e) {
      throw new StoreException(
          copy.getFileName()
              + " cannot be read: "
              + e.getMessage()
              + ". It is no copy that backup made, or is damaged: take another",
          e);
    }
  }

  private static long newest(Connection connection, String table) throws SQLException {
    Long newest =
        Sql.first(connection, "SELECT coalesce(max(id), 0) FROM " + table, row -> row.getLong(1));
    return newest == null ? 0 : newest;
  }
}
