package daka.store.file;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// The bug that the store must not have: commits are not synced to the disk (`synchronous =
/// NORMAL`). Nothing shows it, unless the power goes.
public final class ForgetsToSync {
  private ForgetsToSync() {}

  /// Makes an open database forget it. The setting cannot be changed within a transaction, and
  /// nobody outside of the store gets at the connection otherwise, so it is taken.
  public static void make(Database database) {
    try {
      var writer = Database.class.getDeclaredField("writer");
      writer.setAccessible(true);
      var connection = Writer.class.getDeclaredField("connection");
      connection.setAccessible(true);
      relax((Connection) connection.get(writer.get(database)));
    } catch (ReflectiveOperationException | SQLException e) {
      throw new IllegalStateException("the store is made otherwise now", e);
    }
  }

  private static void relax(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = NORMAL");
    }
  }
}
