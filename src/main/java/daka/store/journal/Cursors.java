package daka.store.journal;

import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.file.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far each reader of the journal has come, and which entries it could not deliver. Durable: a
/// cursor that was moved stays moved. Safe for use by several threads.
public final class Cursors {
  private final Database database;

  public Cursors(Database database) {
    this.database = database;
  }

  /// An entry that the receiver refused for good.
  ///
  /// @param status the receiver's answer, as an HTTP status
  /// @param detail what the receiver said about it
  public record SetAside(String cursor, long number, int status, String detail, Instant at) {}

  /// The number of the last entry this reader has dealt with; 0 if none.
  ///
  /// @throws StoreException if it cannot be read
  public long position(String cursor) {
    try {
      return database.read(
          connection -> {
            try (PreparedStatement query =
                connection.prepareStatement("SELECT number FROM cursors WHERE name = ?")) {
              query.setString(1, cursor);
              try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
              }
            }
          });
    } catch (SQLException e) {
      throw new StoreException("reading the cursor " + cursor + ": " + e.getMessage(), e);
    }
  }

  /// Moves the cursor: all entries up to `number` have been dealt with.
  ///
  /// @throws StoreException if it cannot be written; the cursor is then where it was
  public void advance(String cursor, long number) {
    try {
      database.write(
          connection -> {
            move(connection, cursor, number);
            return number;
          });
    } catch (SQLException e) {
      throw new StoreException(
          "moving the cursor " + cursor + " to " + number + ": " + e.getMessage(), e);
    }
  }

  /// Sets an entry aside and moves the cursor past it, both or neither.
  ///
  /// @throws StoreException if it cannot be written
  public void setAside(SetAside entry) {
    try {
      database.write(
          connection -> {
            try (PreparedStatement insert =
                connection.prepareStatement(
                    "INSERT OR REPLACE INTO set_aside (cursor, number, status, detail, at) VALUES"
                        + " (?, ?, ?, ?, ?)")) {
              insert.setString(1, entry.cursor());
              insert.setLong(2, entry.number());
              insert.setInt(3, entry.status());
              insert.setString(4, entry.detail());
              insert.setLong(5, entry.at().toEpochMilli());
              insert.executeUpdate();
            }
            move(connection, entry.cursor(), entry.number());
            return entry;
          });
    } catch (SQLException e) {
      throw new StoreException("setting entry " + entry.number() + " aside: " + e.getMessage(), e);
    }
  }

  private static void move(Connection connection, String cursor, long number) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO cursors (name, number) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET"
                + " number = excluded.number")) {
      upsert.setString(1, cursor);
      upsert.setLong(2, number);
      upsert.executeUpdate();
    }
  }

  /// An entry that stood aside has arrived. Nothing if it does not stand aside.
  ///
  /// @throws StoreException if it cannot be written
  public void arrived(String cursor, long number) {
    new Transactions(database)
        .write("taking back entry " + number, connection -> delete(connection, cursor, number));
  }

  /// An entry that stands aside was refused once more. Nothing if it does not stand aside.
  ///
  /// @throws StoreException if it cannot be written
  public void refusedAgain(SetAside entry) {
    new Transactions(database)
        .write(
            "noting that entry " + entry.number() + " was refused again",
            connection ->
                Sql.change(
                    connection,
                    "UPDATE set_aside SET status = ?, detail = ?, at = ? WHERE cursor = ? AND"
                        + " number = ?",
                    entry.status(),
                    entry.detail(),
                    entry.at().toEpochMilli(),
                    entry.cursor(),
                    entry.number()));
  }

  /// Takes an entry away from those that stand aside, in a transaction of the caller's.
  ///
  /// @return how many there were, 0 or 1
  public static long delete(Connection connection, String cursor, long number) throws SQLException {
    return Sql.change(
        connection, "DELETE FROM set_aside WHERE cursor = ? AND number = ?", cursor, number);
  }

  /// An entry that stands aside, or null if it does not, within a transaction of the caller's.
  public static @Nullable SetAside find(Connection connection, String cursor, long number)
      throws SQLException {
    return Sql.first(
        connection,
        "SELECT cursor, number, status, detail, at FROM set_aside WHERE cursor = ? AND number = ?",
        row ->
            new SetAside(
                row.getString(1),
                row.getLong(2),
                row.getInt(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5))),
        cursor,
        number);
  }

  /// An entry that stands aside, if it does.
  ///
  /// @throws StoreException if it cannot be read
  public Optional<SetAside> setAside(String cursor, long number) {
    return new Transactions(database)
        .read(
            "looking for entry " + number + " of those set aside",
            connection -> Optional.ofNullable(find(connection, cursor, number)));
  }

  /// How many entries this reader could not deliver.
  ///
  /// @throws StoreException if they cannot be counted
  public long setAsideCount(String cursor) {
    try {
      return database.read(
          connection -> {
            try (PreparedStatement query =
                connection.prepareStatement("SELECT count(*) FROM set_aside WHERE cursor = ?")) {
              query.setString(1, cursor);
              try (ResultSet row = query.executeQuery()) {
                return row.getLong(1);
              }
            }
          });
    } catch (SQLException e) {
      throw new StoreException(
          "counting the entries " + cursor + " set aside: " + e.getMessage(), e);
    }
  }

  /// How many entries were set aside for any reader.
  ///
  /// @throws StoreException if they cannot be counted
  public int setAsideCount() {
    return new Transactions(database)
        .read(
            "counting the entries set aside",
            connection ->
                Sql.all(connection, "SELECT count(*) FROM set_aside", row -> row.getInt(1)))
        .getFirst();
  }

  /// The entries that were set aside, oldest first.
  ///
  /// @param limit how many at most
  /// @throws StoreException if they cannot be read
  public List<SetAside> setAside(int limit) {
    try {
      return database.read(
          connection -> {
            try (PreparedStatement query =
                connection.prepareStatement(
                    "SELECT cursor, number, status, detail, at FROM set_aside ORDER BY number"
                        + " LIMIT ?")) {
              query.setInt(1, limit);
              List<SetAside> entries = new ArrayList<>();
              try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                  entries.add(
                      new SetAside(
                          rows.getString(1),
                          rows.getLong(2),
                          rows.getInt(3),
                          rows.getString(4),
                          Instant.ofEpochMilli(rows.getLong(5))));
                }
              }
              return entries;
            }
          });
    } catch (SQLException e) {
      throw new StoreException("reading the entries set aside: " + e.getMessage(), e);
    }
  }
}
