package daka.store.file;

import daka.health.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/// Brings the schema up to date: numbered SQL files, counted in `user_version`. A file that has
/// been released is never edited; a change is a further file. It may make tables and indexes, add
/// columns and fill them, as the salvage of a damaged database follows the schema, see [TableMap].
/// It has to do no harm where it was done before: of a database without a map that has lost its
/// header, only the tables tell the version.
public final class Migrations {
  private static final List<String> FILES =
      List.of(
          "001-first.sql",
          "002-pin.sql",
          "003-evidence.sql",
          "004-floors.sql",
          "005-token-terms.sql",
          "006-import.sql",
          "007-card-giver.sql",
          "008-guesses.sql",
          "009-codes.sql",
          "010-audit.sql",
          "011-accounts.sql",
          "012-rooms.sql",
          "013-import-changes.sql",
          "014-printed-cards.sql",
          "015-visit-filters.sql",
          "016-people.sql",
          "017-room-languages.sql",
          "018-token-owners.sql",
          "019-own-ids.sql",
          "020-code-revisions.sql");

  /// Further files for whoever tests what a change of the schema does, bound while a database is
  /// opened.
  public static final ScopedValue<List<String>> FURTHER = ScopedValue.newInstance();

  private Migrations() {}

  /// The version that this program brings a database to.
  public static int newest() {
    return files().size();
  }

  /// The files, in their order.
  static List<String> files() {
    return Stream.concat(FILES.stream(), FURTHER.orElse(List.of()).stream()).toList();
  }

  /// Runs the files this database has not seen, all in one transaction.
  ///
  /// @throws SQLException if the database was made by a newer version, or a file fails
  public static void apply(Writer writer) throws SQLException {
    apply(writer, newest());
  }

  /// The same up to a version, and not beyond; none if it is there already.
  public static void apply(Writer writer, int upTo) throws SQLException {
    List<String> files = files();
    writer.transact(
        connection -> {
          int version = version(connection);
          if (version > files.size()) {
            throw new SQLException(
                "the database has schema version "
                    + version
                    + ", this program knows up to "
                    + files.size()
                    + ": install the newer version of Daka again, or restore a backup");
          }
          return run(connection, files, version, upTo);
        });
  }

  private static int run(Connection connection, List<String> files, int from, int to)
      throws SQLException {
    if (from < to) {
      try (Statement statement = connection.createStatement()) {
        for (int version = from; version < to; version++) {
          tellStep(from, version, to);
          statement.executeUpdate(read(files.get(version)));
        }
        statement.executeUpdate("PRAGMA user_version = " + to);
      }
      Progress.over();
    }
    return to;
  }

  /// What has no rows yet takes no time that is worth telling.
  private static void tellStep(int from, int version, int to) {
    if (from > 0) {
      Progress.step("bringing the tables up to date, versions", to - from, () -> version - from);
    }
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
