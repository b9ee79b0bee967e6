package daka.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Proves the journal: its numbers are without a gap, each entry follows from the one before, and
/// the visits are what the entries say. The entries are read from their JSON alone and replayed by
/// other code than that which wrote them.
///
/// It works on one snapshot, also while the kiosk runs, and in memory that does not grow with the
/// journal; see [VisitsProof]. While it runs, the write-ahead log cannot be overwritten and grows.
public final class Verify {
  private static final String CURE =
      "Keep the data folder as it is for examination, compare it with what the town has received,"
          + " and restore a backup from before.";

  private final Path folder;

  /// @param folder the data folder
  public Verify(Path folder) {
    this.folder = folder;
  }

  /// Does the proof.
  ///
  /// @throws StoreException if the database cannot be read, which proves nothing either way
  public Proof prove() {
    Path file = folder.resolve(Database.FILE);
    try (Connection connection = Database.connect(file, true)) {
      return prove(connection);
    } catch (SQLException e) {
      throw new StoreException(
          "reading "
              + file
              + ": "
              + e.getMessage()
              + ". If the file is damaged, start the kiosk: it sets the file aside and saves what"
              + " can be read",
          e);
    }
  }

  static Proof prove(Connection connection) throws SQLException {
    try {
      return proven(connection);
    } catch (Contradiction e) {
      return new Proof.Broken(e.where(), e.what(), CURE);
    }
  }

  /// @throws Contradiction the first thing that is wrong
  static Proof.Proven proven(Connection connection) throws SQLException, Contradiction {
    try (VisitsProof visits = new VisitsProof(connection)) {
      ChainProof.Walked journal = ChainProof.walk(connection, visits);
      visits.end();
      checkCursors(connection, journal.number());
      return new Proof.Proven(
          journal.entries(), visits.visits(), visits.open(), List.copyOf(visits.notes()));
    }
  }

  /// The town cannot have received more than there is: a cursor beyond the end shows that the end
  /// was cut off.
  private static void checkCursors(Connection connection, long head)
      throws SQLException, Contradiction {
    for (String cursors :
        List.of(
            "SELECT 'cursor ' || name, number FROM cursors WHERE number NOT BETWEEN 0 AND ?",
            "SELECT 'entry ' || number || ', set aside for ' || cursor, number FROM set_aside"
                + " WHERE number NOT BETWEEN 1 AND ? ORDER BY number")) {
      try (PreparedStatement query = connection.prepareStatement(cursors)) {
        query.setLong(1, head);
        try (ResultSet beyond = query.executeQuery()) {
          if (beyond.next()) {
            throw new Contradiction(
                beyond.getString(1),
                "it stands at number "
                    + beyond.getLong(2)
                    + ", and the journal ends at "
                    + head
                    + ": the entries after that were lost");
          }
        }
      }
    }
  }
}
