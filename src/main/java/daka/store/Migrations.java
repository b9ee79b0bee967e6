package daka.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Brings the schema up to date: numbered SQL files, counted in `user_version`. A file that has
/// been released is never edited; a change is a further file. It leaves every table at the page
/// where it begins, and the schema on the pages it fills, see [RepairedCopy].
final class Migrations {
  private static final List<String> FILES =
      List.of("001-first.sql", "002-pin.sql", "003-evidence.sql");

  private Migrations() {}

  /// Runs the files this database has not seen, all in one transaction.
  ///
  /// @throws SQLException if the database was made by a newer version, or a file fails
  static void apply(Writer writer) throws SQLException {
    writer.transact(
        connection -> {
          int version = version(connection);
          if (version > FILES.size()) {
            throw new SQLException(
                "the database has schema version "
                    + version
                    + ", this program knows up to "
                    + FILES.size()
                    + ": install the newer version of Daka again, or restore a backup");
          }
          return run(connection, FILES.subList(version, FILES.size()));
        });
  }

  private static int run(Connection connection, List<String> files) throws SQLException {
    if (!files.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        for (String file : files) {
          statement.executeUpdate(read(file));
        }
        statement.executeUpdate("PRAGMA user_version = " + FILES.size());
      }
    }
    return files.size();
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }

  private static String read(String file) {
    try (InputStream in = Migrations.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
