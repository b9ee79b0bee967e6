package daka.store.proof;

import com.fasterxml.jackson.databind.JsonNode;
import daka.event.CanonicalEvent;
import daka.event.Contradiction;
import daka.event.HashChain;
import daka.health.Progress;
import daka.store.journal.ChainAnchor;
import daka.store.journal.Deletion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/// Walks the journal by number and proves that each entry follows from the one before, but for the
/// gaps that the anchors declare.
final class ChainProof {

  /// Told of each entry as soon as it is proven.
  interface Witness {
    void entry(long number, JsonNode event) throws SQLException, Contradiction;

    /// The entries up to one were deleted for good.
    void deleted(Deletion deletion);

    /// The entries `from` to `to` are missing, and declared so.
    void gap(long from, long to, String reason) throws SQLException, Contradiction;
  }

  private final Witness witness;
  private final NavigableMap<Long, ChainAnchor> anchors;
  private long number;
  private byte[] hash;
  private long entries;

  private ChainProof(Witness witness, NavigableMap<Long, ChainAnchor> anchors)
      throws Contradiction {
    this.witness = witness;
    this.anchors = anchors;
    Map.Entry<Long, ChainAnchor> first = anchors.firstEntry();
    if (first == null) {
      throw new Contradiction("anchors", "nothing says where the chain begins");
    }
    number = first.getKey();
    hash = first.getValue().hash();
  }

  /// The end of a journal that was proven.
  ///
  /// @param number the highest number, whether its entry is there or declared lost
  /// @param entries how many are there
  record Walked(long number, long entries) {}

  static Walked walk(Connection connection, Witness witness) throws SQLException, Contradiction {
    ChainProof proof = new ChainProof(witness, ChainAnchor.read(connection));
    proof.begin(Deletion.last(connection));
    long first = proof.number;
    long last = Math.max(first, lastNumber(connection));
    Progress.step("proving the journal", last - first, () -> proof.number - first);
    try (Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery("SELECT number, event, hash FROM journal ORDER BY number")) {
      while (rows.next()) {
        proof.next(rows.getLong(1), rows.getString(2), rows.getBytes(3));
      }
    }
    proof.end();
    return new Walked(proof.number, proof.entries);
  }

  private static long lastNumber(Connection connection) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet last = query.executeQuery("SELECT coalesce(max(number), 0) FROM journal")) {
      return last.next() ? last.getLong(1) : 0;
    }
  }

  /// The first anchor may stand after entries that were deleted only if a later entry says so,
  /// which can itself be missing only where entries were lost.
  private void begin(@Nullable Deletion deletion) throws SQLException, Contradiction {
    ChainAnchor first = anchors.firstEntry().getValue();
    if (deletion != null
        && deletion.upTo() == first.number()
        && Arrays.equals(deletion.hash(), first.hash())) {
      witness.deleted(deletion);
    } else if (first.isOfRetention() && anchors.size() > 1) {
      witness.gap(1, first.number(), first.reason());
    } else if (first.number() != 0 || (deletion != null && anchors.size() == 1)) {
      throw new Contradiction(
          "anchors",
          "the chain begins after entry "
              + first.number()
              + ", and no entry says that those up to it were deleted");
    }
  }

  private void next(long next, String event, byte[] stored) throws SQLException, Contradiction {
    if (next <= number) {
      throw Contradiction.at(next, "the chain begins after it, at number " + (number + 1));
    }
    byte[] before = next == number + 1 ? hash : afterGap(next);
    JsonNode read = CanonicalEvent.read(next, event);
    if (before != null && !Arrays.equals(HashChain.next(before, event), stored)) {
      throw Contradiction.at(
          next, "its hash does not follow from its event and the hash of the entry before");
    }
    ChainAnchor anchor = anchors.get(next);
    if (anchor != null && !Arrays.equals(anchor.hash(), stored)) {
      throw Contradiction.at(next, "its hash is not the one that the anchors declare");
    }
    number = next;
    hash = stored;
    entries++;
    witness.entry(next, read);
  }

  /// The hash that the entry after a gap continues from; null if it was lost, too.
  private byte @Nullable [] afterGap(long next) throws SQLException, Contradiction {
    ChainAnchor before = anchors.get(next - 1);
    ChainAnchor anchor = before == null ? anchors.get(next) : before;
    if (anchor == null) {
      throw Contradiction.at(number + 1, "it is missing; the next one is number " + next);
    }
    witness.gap(number + 1, next - 1, anchor.reason());
    return before == null ? null : before.hash();
  }

  private void end() throws SQLException, Contradiction {
    ChainAnchor last = anchors.lastEntry().getValue();
    if (last.number() > number) {
      witness.gap(number + 1, last.number(), last.reason());
      number = last.number();
    }
  }
}
