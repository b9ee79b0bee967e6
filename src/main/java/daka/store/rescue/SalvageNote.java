package daka.store.rescue;

import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// What was done about a damaged database, kept in the new one until a start of the kiosk has told
/// the journal: the power may go between the one and the other.
final class SalvageNote {
  private static final String NAME = "salvage";

  private SalvageNote() {}

  static void leave(Connection fresh, String note) throws SQLException {
    Sql.change(fresh, "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", NAME, note);
  }

  static Optional<String> find(Connection connection) throws SQLException {
    return Optional.ofNullable(
        Sql.first(
            connection,
            "SELECT value FROM settings WHERE name = ?",
            row -> row.getString(1),
            NAME));
  }

  /// Deletes the note if the journal has a start since, which told it.
  ///
  /// @return whether it has
  static boolean forgetIfTold(Connection connection) throws SQLException {
    return Sql.change(
            connection,
            "DELETE FROM settings WHERE name = ? AND EXISTS (SELECT 1 FROM journal"
                + " WHERE number > (SELECT max(number) FROM anchors)"
                + " AND event LIKE '%\"type\":\"daka.kiosk.started\"%')",
            NAME)
        > 0;
  }
}
