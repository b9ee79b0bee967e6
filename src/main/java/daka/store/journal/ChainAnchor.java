package daka.store.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Where the chain begins, or begins again because entries before it were lost. The entry after
/// `number` continues from `hash`; if the entry `number` itself is there, `hash` is its hash, which
/// is taken on trust when its predecessor is missing.
///
/// @param reason why, for people
public record ChainAnchor(long number, byte[] hash, String reason) {
  /// The reason of the first anchor where the entries up to it were deleted for good, as a
  /// [Deletion] says.
  public static final String RETENTION = "deleted after the days that it is kept";

  public boolean isOfRetention() {
    return reason.equals(RETENTION);
  }

  /// All anchors by number. There is one at the beginning, and one or more for each loss.
  public static NavigableMap<Long, ChainAnchor> read(Connection connection) throws SQLException {
    NavigableMap<Long, ChainAnchor> anchors = new TreeMap<>();
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("SELECT number, hash, reason FROM anchors")) {
      while (rows.next()) {
        anchors.put(
            rows.getLong(1), new ChainAnchor(rows.getLong(1), rows.getBytes(2), rows.getString(3)));
      }
    }
    return anchors;
  }
}
