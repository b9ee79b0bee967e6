package daka.store.rescue;

import daka.store.file.Database;
import daka.store.file.Migrations;
import daka.store.file.Schema;
import daka.store.file.TableMap;
import daka.store.proof.Damage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The copy that was made in the last night, for what of a damaged database cannot be read at all.
///
/// @param connection to read it
/// @param map of its tables, which begin where those of the database began when it was made
record NightlyRows(Connection connection, TableMap map) implements AutoCloseable {

  /// @return null if there is none, or none that this program can read
  static @Nullable NightlyRows open(Path folder) throws SQLException {
    Path file = folder.resolve(Backup.NIGHTLY);
    if (!Files.exists(file)) {
      return null;
    }
    Connection connection = Database.connect(file, true);
    try {
      TableMap map = TableMap.of(connection, "");
      if (map.version() > 0
          && map.version() <= Migrations.newest()
          && Schema.ofVersion(map.version()).missingIn(Schema.of(connection)).isEmpty()) {
        return new NightlyRows(connection, map);
      }
    } catch (SQLException e) {
      if (!Damage.isMeantBy(e)) {
        connection.close();
        throw e;
      }
    }
    connection.close();
    return null;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
