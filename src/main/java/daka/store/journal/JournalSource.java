package daka.store.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Which journal of this kiosk this is. The first has an empty suffix to its source. One that
/// follows a damaged or restored database has a suffix of its own, so that no number which the town
/// has already seen is used a second time under the same source.
public final class JournalSource {
  private JournalSource() {}

  public static String read(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT value FROM settings WHERE name = 'lineage'");
        ResultSet row = query.executeQuery()) {
      return row.next() ? row.getString(1) : "";
    }
  }

  public static void write(Connection connection, String suffix) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO settings (name, value) VALUES ('lineage', ?)")) {
      upsert.setString(1, suffix);
      upsert.executeUpdate();
    }
  }
}
