package daka.store.rescue;

import daka.store.file.Database;
import daka.store.file.Keys;
import daka.store.file.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/// The keys of a data folder inside of a copy of its database, without which no registered card
/// would be known: as they stand in their files, so that what a [daka.store.file.DataKey] seals is
/// sealed in the copy too. They stand among the settings, so that the copy has the tables of every
/// database.
final class KeyCopies {
  private static final String PREFIX = "copy of ";

  private KeyCopies() {}

  /// Puts the keys of this folder into a copy.
  static void pack(Connection copy, Path folder) throws SQLException, IOException {
    try (PreparedStatement insert =
        copy.prepareStatement("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)")) {
      for (String key : Keys.ALL) {
        Path file = folder.resolve(key);
        if (Files.exists(file)) {
          insert.setString(1, PREFIX + key);
          insert.setString(2, HexFormat.of().formatHex(Files.readAllBytes(file)));
          insert.executeUpdate();
        }
      }
    }
  }

  /// Puts the keys in a database that was restored back into files, and out of the database. Done
  /// again it does the same, so a power cut in between does no harm.
  ///
  /// @param folder the data folder
  static void unpack(Database database, Path folder) throws SQLException, IOException {
    for (String key : Keys.ALL) {
      String packed = database.read(connection -> find(connection, key));
      if (!packed.isEmpty()) {
        Keys.replace(folder, key, HexFormat.of().parseHex(packed));
      }
    }
    if (database.read(KeyCopies::any)) {
      database.write(KeyCopies::forget);
    }
  }

  private static String find(Connection connection, String key) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT value FROM settings WHERE name = ?")) {
      query.setString(1, PREFIX + key);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : "";
      }
    }
  }

  private static boolean any(Connection connection) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row =
            query.executeQuery(
                "SELECT 1 FROM settings WHERE name GLOB '" + PREFIX + "*' LIMIT 1")) {
      return row.next();
    }
  }

  /// Drops the keys that came with rows of a copy and that the folder still has itself.
  static void forgetIfHere(Connection fresh, Path folder) throws SQLException {
    for (String key : Keys.ALL) {
      if (Files.exists(folder.resolve(key))) {
        Sql.change(fresh, "DELETE FROM settings WHERE name = ?", PREFIX + key);
      }
    }
  }

  private static int forget(Connection connection) throws SQLException {
    try (Statement delete = connection.createStatement()) {
      return delete.executeUpdate("DELETE FROM settings WHERE name GLOB '" + PREFIX + "*'");
    }
  }
}
