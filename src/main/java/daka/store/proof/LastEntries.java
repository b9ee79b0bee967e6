package daka.store.proof;

import daka.event.CanonicalEvent;
import daka.event.Contradiction;
import daka.event.HashChain;
import daka.store.journal.ChainAnchor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.NavigableMap;

/// Proves the end of the journal, which is where a power cut would damage it.
final class LastEntries {
  private LastEntries() {}

  /// @param count how many entries to prove, fewer if the journal is shorter
  static void check(Connection connection, int count) throws SQLException, Contradiction {
    NavigableMap<Long, ChainAnchor> anchors = ChainAnchor.read(connection);
    if (anchors.isEmpty()) {
      throw new Contradiction("anchors", "nothing says where the chain begins");
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT number, event, hash FROM journal ORDER BY number DESC LIMIT ?")) {
      query.setInt(1, count + 1);
      try (ResultSet rows = query.executeQuery()) {
        long after = 0;
        String event = "";
        byte[] hash = {};
        while (rows.next()) {
          long number = rows.getLong(1);
          CanonicalEvent.read(number, rows.getString(2));
          if (after > 0) {
            checkLink(anchors, number, rows.getBytes(3), after, event, hash);
          }
          after = number;
          event = rows.getString(2);
          hash = rows.getBytes(3);
        }
      }
    }
  }

  private static void checkLink(
      NavigableMap<Long, ChainAnchor> anchors,
      long number,
      byte[] before,
      long next,
      String event,
      byte[] hash)
      throws Contradiction {
    if (next != number + 1) {
      if (!anchors.containsKey(next) && !anchors.containsKey(next - 1)) {
        throw Contradiction.at(number + 1, "it is missing");
      }
    } else if (!Arrays.equals(HashChain.next(before, event), hash)) {
      throw Contradiction.at(next, "it does not follow from the entry before");
    }
  }
}
