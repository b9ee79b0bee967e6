package daka.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// The one connection that writes, and its transactions.
///
/// They are begun and ended by statements of our own. The driver's own commit begins the next
/// transaction at once, so it would hold the lock on the file for as long as the kiosk runs and no
/// other command could write; and after a full disk, where SQLite has rolled back by itself, it
/// would go on without a transaction and write halves of taps.
final class Writer implements AutoCloseable {
  private final Connection connection;
  private PreparedStatement begin;
  private PreparedStatement commit;

  /// @param connection in auto-commit mode; closed with this writer
  Writer(Connection connection) throws SQLException {
    this.connection = connection;
    begin = connection.prepareStatement("BEGIN IMMEDIATE");
    commit = connection.prepareStatement("COMMIT");
  }

  /// Runs `work` in one transaction and commits it. If it throws, nothing was written.
  <T> T transact(SqlWork<T> work) throws SQLException {
    try {
      begin.execute();
      T result = work.on(connection);
      commit.execute();
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      recover(e);
      throw e;
    }
  }

  /// Rolls back, unless SQLite has done so by itself, and prepares the statements anew, because the
  /// driver closes a statement that failed. Should rolling back fail for another reason, the next
  /// `BEGIN` fails too: nothing is ever written outside of a transaction.
  private void recover(Throwable cause) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    try {
      begin.close();
      commit.close();
      begin = connection.prepareStatement("BEGIN IMMEDIATE");
      commit = connection.prepareStatement("COMMIT");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
