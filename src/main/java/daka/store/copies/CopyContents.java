package daka.store.copies;

import daka.store.file.Database;
import daka.store.file.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What a copy, or the database of the kiosk, holds, without a proof of it.
///
/// @param bytes of the file
/// @param number of the last entry of the journal; 0 if there is none
/// @param last what the clock told at the last entry, as it stands there; null if there is none
/// @param visits that are in it
/// @param people in the register
/// @param note what it says of itself; null if it says nothing
public record CopyContents(
    long bytes,
    long number,
    @Nullable String last,
    long visits,
    long people,
    @Nullable CopyNote note) {

  /// Reads a copy, which nothing is changed of by that.
  ///
  /// @throws IOException if it cannot be read, or is none; the message tells no cure
  public static CopyContents of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file " + file);
    }
    try (Connection connection = Database.connect(file, true)) {
      return of(connection, Files.size(file));
    } catch (SQLException e) {
      throw new IOException(file + " is no copy, or is damaged: " + e.getMessage(), e);
    }
  }

  /// @param bytes of its file
  public static CopyContents of(Connection connection, long bytes) throws SQLException {
    Long number = Sql.first(connection, "SELECT max(number) FROM journal", row -> row.getLong(1));
    String last =
        Sql.first(
            connection,
            "SELECT json_extract(event, '$.time') FROM journal ORDER BY number DESC LIMIT 1",
            row -> row.getString(1));
    return new CopyContents(
        bytes,
        number == null ? 0 : number,
        last,
        count(connection, "visits"),
        count(connection, "residents"),
        CopyNote.find(connection));
  }

  private static long count(Connection connection, String table) throws SQLException {
    Long count = Sql.first(connection, "SELECT count(*) FROM " + table, row -> row.getLong(1));
    return count == null ? 0 : count;
  }
}
