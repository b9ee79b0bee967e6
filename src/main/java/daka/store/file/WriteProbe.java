package daka.store.file;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// A write that means nothing, to see whether a tap would be recorded: it needs more new pages than
/// a tap does, so it does not succeed on the last free bytes. Erased afterwards, it leaves those
/// pages to the taps.
public final class WriteProbe {
  private static final int BYTES = 64 << 10;

  private WriteProbe() {}

  public static boolean run(Database database) throws SQLException {
    database.write(WriteProbe::write);
    return database.write(WriteProbe::erase);
  }

  private static boolean write(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO settings (name, value) VALUES ('trial', hex(zeroblob(?)))")) {
      insert.setInt(1, BYTES / 2);
      return insert.executeUpdate() == 1;
    }
  }

  private static boolean erase(Connection connection) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM settings WHERE name = 'trial'")) {
      return delete.executeUpdate() == 1;
    }
  }
}
