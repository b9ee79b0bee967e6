package daka.store.account;

import daka.store.file.Sql;
import daka.store.register.TokenRole;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of accounts, within a transaction of the caller.
final class AccountRows {
  /// The columns of an [Account], of the table `accounts`.
  static final String COLUMNS =
      "accounts.id, accounts.name, accounts.role, accounts.resident, accounts.otp IS NOT NULL,"
          + " accounts.created, accounts.revision";

  /// How many those are.
  static final int COUNT = 7;

  private static final String SELECT = "SELECT " + COLUMNS + " FROM accounts ";

  private AccountRows() {}

  /// @param sealed the secret
  /// @param step the last step of time whose code was used
  record Otp(String sealed, long step) {}

  static Account account(ResultSet row) throws SQLException {
    long resident = row.getLong(4);
    return new Account(
        row.getLong(1),
        row.getString(2),
        TokenRole.ofWireName(row.getString(3)).orElseThrow(),
        resident == 0 ? null : resident,
        row.getBoolean(5),
        Instant.ofEpochMilli(row.getLong(6)),
        row.getLong(7));
  }

  static List<Account> all(Connection connection) throws SQLException {
    return Sql.all(connection, SELECT + "ORDER BY key", AccountRows::account);
  }

  static @Nullable Account find(Connection connection, String key) throws SQLException {
    return Sql.first(connection, SELECT + "WHERE key = ?", AccountRows::account, key);
  }

  static @Nullable Account byId(Connection connection, long id) throws SQLException {
    return Sql.first(connection, SELECT + "WHERE id = ?", AccountRows::account, id);
  }

  static @Nullable Account ofPerson(Connection connection, long resident, TokenRole role)
      throws SQLException {
    return Sql.first(
        connection,
        SELECT + "WHERE resident = ? AND role = ? ORDER BY id",
        AccountRows::account,
        resident,
        role.wireName());
  }

  static boolean hasAdministrator(Connection connection) throws SQLException {
    return !isLastAdministrator(connection, 0);
  }

  /// Whether there is no administrator but this one.
  static boolean isLastAdministrator(Connection connection, long id) throws SQLException {
    return Sql.first(
            connection, "SELECT 1 FROM accounts WHERE role = 'admin' AND id <> ?", row -> true, id)
        == null;
  }

  /// The names of its tokens, which end with it.
  static List<String> tokens(Connection connection, long id) throws SQLException {
    return Sql.all(
        connection,
        "SELECT name FROM tokens WHERE account = ? ORDER BY name",
        row -> row.getString(1),
        id);
  }

  static String password(Connection connection, long id) throws SQLException {
    String hash =
        Sql.first(
            connection, "SELECT password FROM accounts WHERE id = ?", row -> row.getString(1), id);
    return hash == null ? "" : hash;
  }

  static @Nullable Otp otp(Connection connection, long id) throws SQLException {
    return Sql.first(
        connection,
        "SELECT otp, otp_step FROM accounts WHERE id = ? AND otp IS NOT NULL",
        row -> new Otp(row.getString(1), row.getLong(2)),
        id);
  }

  static void spend(Connection connection, long id, long step) throws SQLException {
    Sql.change(connection, "UPDATE accounts SET otp_step = ? WHERE id = ?", step, id);
  }

  static void insert(Connection connection, NewAccount account, String hash, Instant now)
      throws SQLException {
    Sql.change(
        connection,
        "INSERT INTO accounts (key, name, role, resident, password, created)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        account.name().key(),
        account.name().shown(),
        account.role().wireName(),
        account.resident(),
        hash,
        now.toEpochMilli());
  }

  /// @param hash of the password, or null to leave it
  static void update(Connection connection, long id, NewAccount account, @Nullable String hash)
      throws SQLException {
    Sql.change(
        connection,
        "UPDATE accounts SET role = ?, resident = ?, password = coalesce(?, password),"
            + " otp = iif(?, otp, NULL), revision = revision + 1 WHERE id = ?",
        account.role().wireName(),
        account.resident(),
        hash,
        account.keepOtp(),
        id);
  }

  static void renew(Connection connection, long id, String hash, boolean keepOtp)
      throws SQLException {
    Sql.change(
        connection,
        "UPDATE accounts SET password = ?, otp = iif(?, otp, NULL), revision = revision + 1"
            + " WHERE id = ?",
        hash,
        keepOtp,
        id);
  }

  static void setOtp(Connection connection, long id, String sealed, long step) throws SQLException {
    Sql.change(
        connection,
        "UPDATE accounts SET otp = ?, otp_step = ?, revision = revision + 1 WHERE id = ?",
        sealed,
        step,
        id);
  }
}
