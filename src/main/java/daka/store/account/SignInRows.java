package daka.store.account;

import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/// The rows of sessions, within a transaction of the caller.
final class SignInRows {
  static final String SELECT =
      "SELECT "
          + AccountRows.COLUMNS
          + ", sign_ins.id, began, used, address, agent"
          + " FROM sign_ins JOIN accounts ON accounts.id = account ";

  private static final int OWN = AccountRows.COUNT;

  private SignInRows() {}

  static SignIn signIn(ResultSet row) throws SQLException {
    return new SignIn(
        row.getString(OWN + 1),
        AccountRows.account(row),
        Instant.ofEpochMilli(row.getLong(OWN + 2)),
        Instant.ofEpochMilli(row.getLong(OWN + 3)),
        row.getString(OWN + 4),
        row.getString(OWN + 5));
  }

  static void endAll(Connection connection, long account) throws SQLException {
    endAllBut(connection, account, "");
  }

  /// @param but the id of the one that stays
  static void endAllBut(Connection connection, long account, String but) throws SQLException {
    Sql.change(connection, "DELETE FROM sign_ins WHERE account = ? AND id <> ?", account, but);
  }
}
