package daka.store.file;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The one connection that writes, and its transactions.
///
/// They are begun and ended by statements of our own. The driver's own commit begins the next
/// transaction at once, so it would hold the lock on the file for as long as the kiosk runs and no
/// other command could write; and after a full disk, where SQLite has rolled back by itself, it
/// would go on without a transaction and write halves of taps.
public final class Writer implements AutoCloseable {
  private final Connection connection;
  private PreparedStatement begin;
  private PreparedStatement commit;

  /// @param connection in auto-commit mode; closed with this writer
  public Writer(Connection connection) throws SQLException {
    this.connection = connection;
    begin = connection.prepareStatement("BEGIN IMMEDIATE");
    commit = connection.prepareStatement("COMMIT");
  }

  /// Runs `work` in one transaction and commits it. If it throws, nothing was written.
  <T> T transact(SqlWork<T> work) throws SQLException {
    boolean committing = false;
    try {
      begin.execute();
      T result = work.on(connection);
      committing = true;
      commit.execute();
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      recover(e);
      if (committing) {
        supersede(e);
      }
      throw e;
    }
  }

  /// Where only the sync failed, the whole transaction stands in the log, and the next start would
  /// take it for committed. Another that means nothing takes its place there, whether or not it can
  /// be synced itself: a log is valid up to the first frame that does not follow from the one
  /// before.
  private void supersede(Throwable cause) {
    try (Statement statement = connection.createStatement()) {
      begin.execute();
      int version = version(statement);
      statement.executeUpdate("PRAGMA user_version = " + version);
      commit.execute();
    } catch (SQLException e) {
      cause.addSuppressed(e);
      recover(cause);
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
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

  /// A transaction that only reads, and so waits for no other program that writes.
  void look() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      version(statement);
      statement.execute("COMMIT");
    } catch (SQLException e) {
      recover(e);
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
