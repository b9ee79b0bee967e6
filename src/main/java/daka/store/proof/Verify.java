package daka.store.proof;

import com.fasterxml.jackson.databind.JsonNode;
import daka.event.Contradiction;
import daka.store.file.Database;
import daka.store.file.HeadMark;
import daka.store.file.StoreException;
import daka.store.journal.Deletion;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Proves the journal: its numbers are without a gap up to where it had come, each entry follows
/// from the one before, and the visits are what the entries say; and so the audit log, as
/// [AuditProof] says. The entries are read from their JSON alone and replayed by other code than
/// that which wrote them. How far it had come is known from the mark beside the database, if there
/// is one; see [HeadMark].
///
/// It works on one snapshot, also while the kiosk runs, and in memory that does not grow with the
/// journal; see [VisitsProof]. While it runs, the write-ahead log cannot be overwritten and grows.
public final class Verify {
  private static final String CURE_OF_THE_END =
      "The database's log was damaged or is gone. Restore a backup that has them; or start the"
          + " kiosk, which notes that they are missing and uses none of their numbers again.";

  private final Path folder;

  /// @param folder the data folder
  public Verify(Path folder) {
    this.folder = folder;
  }

  /// Does the proof. The mark is read first, because a kiosk that runs commits further while the
  /// snapshot stands still.
  ///
  /// @throws StoreException if the database cannot be read, which proves nothing either way
  public Proof prove() {
    Path file = folder.resolve(Database.FILE);
    HeadMark.Found mark = HeadMark.find(folder);
    try (Connection connection = Database.connect(file, true)) {
      return prove(connection, mark);
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

  /// @param mark how far the journal is known to have come, read before the snapshot begins
  public static Proof prove(Connection connection, HeadMark.Found mark) throws SQLException {
    try {
      return proven(connection, mark);
    } catch (Contradiction e) {
      return new Proof.Broken(e.where(), e.what(), e.cure());
    }
  }

  /// @throws Contradiction the first thing that is wrong
  public static Proof.Proven proven(Connection connection, HeadMark.Found mark)
      throws SQLException, Contradiction {
    try (VisitsProof visits = new VisitsProof(connection)) {
      Witnesses witnesses = new Witnesses(visits);
      ChainProof.Walked journal = ChainProof.walk(connection, witnesses);
      visits.end();
      checkCursors(connection, journal.number());
      List<String> notes = new ArrayList<>(visits.notes());
      checkEnd(journal.number(), mark, notes);
      long audited = AuditProof.prove(connection, witnesses.reached, notes::add);
      return new Proof.Proven(
          journal.entries(), visits.visits(), visits.open(), audited, List.copyOf(notes));
    }
  }

  /// The visits are proven by each entry, and the end of the audit log by those that tell of it.
  private static final class Witnesses implements ChainProof.Witness {
    private final VisitsProof visits;
    private @Nullable AuditReached reached;

    Witnesses(VisitsProof visits) {
      this.visits = visits;
    }

    @Override
    public void entry(long number, JsonNode event) throws SQLException, Contradiction {
      visits.entry(number, event);
      AuditReached told = AuditReached.of(number, event);
      reached = told == null ? reached : told;
    }

    @Override
    public void deleted(Deletion deletion) {
      visits.deleted(deletion);
    }

    @Override
    public void gap(long from, long to, String reason) {
      visits.gap(from, to, reason);
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

  private static void checkEnd(long head, HeadMark.Found mark, List<String> notes)
      throws Contradiction {
    if (mark.doubt() != null) {
      notes.add(
          "whether entries are missing at the end is not known: "
              + HeadMark.FILE
              + " would say so, and "
              + mark.doubt());
    }
    if (head < mark.number()) {
      throw Contradiction.at(
          head + 1,
          "entries %d to %d are missing at the end: the journal had come to %d, as %s says"
              .formatted(head + 1, mark.number(), mark.number(), HeadMark.FILE),
          CURE_OF_THE_END);
    }
  }
}
