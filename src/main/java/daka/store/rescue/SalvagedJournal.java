package daka.store.rescue;

import daka.event.CanonicalEvent;
import daka.event.Contradiction;
import daka.event.HashChain;
import daka.event.VisitChange;
import daka.health.Progress;
import daka.store.journal.ChainAnchor;
import daka.store.journal.Deletion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes a journal provable again out of the entries that could be read. An entry that was changed
/// is as lost as one that could not be read; where entries are lost, an anchor says so.
final class SalvagedJournal {
  private static final int CHUNK = 1_000;

  /// A cursor this far beyond the last entry is nonsense.
  private static final long IMPLAUSIBLE = 1_000_000;

  /// So many numbers are left out if the end of the journal may be lost: visits may have begun
  /// there.
  static final long MARGIN = 1_000;

  private final Connection fresh;
  private final String reason;
  private final Instant at;
  private final long marked;
  private final NavigableMap<Long, ChainAnchor> anchors;
  private final NavigableSet<Long> unproven = new TreeSet<>();
  private final List<Row> ahead = new ArrayList<>();
  private int next;
  private long read;
  private long number;
  private byte[] hash = new byte[32];
  private long lost;
  private long dropped;

  private record Row(long number, String event, byte[] hash) {}

  /// @param reason what the anchors say of the entries that are lost
  /// @param marked how far the journal is known to have come; see [daka.store.file.HeadMark]
  SalvagedJournal(Connection fresh, String reason, Instant at, long marked) throws SQLException {
    this.fresh = fresh;
    this.reason = reason;
    this.at = at;
    this.marked = marked;
    this.anchors = ChainAnchor.read(fresh);
  }

  /// @param margin how many numbers are left out at the end: 0 if all of the journal could be read,
  ///   [#MARGIN] if not, and more if the end of it is from an older copy
  /// @return the number that new entries go on from
  long mend(long margin) throws SQLException {
    begin();
    long first = number;
    Progress.step("proving the entries", lastRead() - first, () -> number - first);
    for (Row row = poll(); row != null; row = poll()) {
      if (row.number() > number && isSound(row)) {
        take(row);
      } else {
        drop(row.number());
      }
    }
    anchors.tailMap(number + IMPLAUSIBLE).clear();
    long end = anchorTheEnd(margin);
    writeAnchors();
    return end;
  }

  private long lastRead() throws SQLException {
    try (Statement query = fresh.createStatement();
        ResultSet last = query.executeQuery("SELECT coalesce(max(number), 0) FROM journal")) {
      return last.getLong(1);
    }
  }

  /// Begins after the entries that were deleted for good. If the anchor that says so is damaged,
  /// the entry that says so is believed.
  private void begin() throws SQLException {
    Map.Entry<Long, ChainAnchor> first = anchors.firstEntry();
    ChainAnchor anchor = first == null ? null : first.getValue();
    Deletion said = Deletion.last(fresh);
    Row row = peek(0);
    if (said != null
        && (anchor == null || said.upTo() >= anchor.number())
        && !(anchor != null && follows(row, anchor.number(), anchor.hash()))) {
      anchor = new ChainAnchor(said.upTo(), said.hash(), ChainAnchor.RETENTION);
      anchors.headMap(said.upTo()).clear();
      anchors.put(said.upTo(), anchor);
    }
    if (anchor == null || !anchor.isOfRetention()) {
      anchors.putIfAbsent(0L, new ChainAnchor(0, new byte[32], "begin"));
    } else {
      number = anchor.number();
      hash = anchor.hash();
    }
  }

  private @Nullable Row poll() throws SQLException {
    Row row = peek(0);
    if (row != null) {
      next++;
    }
    return row;
  }

  /// The row that comes after `skipped` others, or null if there are no more.
  private @Nullable Row peek(int skipped) throws SQLException {
    if (next + skipped >= ahead.size()) {
      ahead.subList(0, next).clear();
      next = 0;
      readAhead();
    }
    return next + skipped < ahead.size() ? ahead.get(next + skipped) : null;
  }

  private void readAhead() throws SQLException {
    try (PreparedStatement query =
        fresh.prepareStatement(
            "SELECT number, event, hash FROM journal WHERE number > ? ORDER BY number LIMIT ?")) {
      query.setLong(1, read);
      query.setInt(2, CHUNK);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          read = rows.getLong(1);
          ahead.add(new Row(read, rows.getString(2), rows.getBytes(3)));
        }
      }
    }
  }

  private static boolean isSound(Row row) {
    try {
      VisitChange.of(row.number(), CanonicalEvent.read(row.number(), row.event()));
      return row.hash().length == 32;
    } catch (Contradiction _) {
      return false;
    }
  }

  private void take(Row row) throws SQLException {
    if (row.number() != number + 1) {
      takeAfterGap(row);
      return;
    }
    byte[] right = HashChain.next(hash, row.event());
    if (Arrays.equals(right, row.hash())) {
      reach(row.number(), right);
    } else if (isConfirmedByTheNext(row, right)) {
      restoreHash(row.number(), right);
      reach(row.number(), right);
    } else {
      drop(row.number());
    }
  }

  /// Whether it was the hash that was damaged and not the event: the next entry follows from what
  /// the hash must have been.
  private boolean isConfirmedByTheNext(Row row, byte[] right) throws SQLException {
    return follows(peek(0), row.number(), right);
  }

  private static boolean follows(@Nullable Row row, long before, byte[] hashBefore) {
    return row != null
        && row.number() == before + 1
        && Arrays.equals(HashChain.next(hashBefore, row.event()), row.hash());
  }

  private void restoreHash(long entry, byte[] right) throws SQLException {
    try (PreparedStatement update =
        fresh.prepareStatement("UPDATE journal SET hash = ? WHERE number = ?")) {
      update.setBytes(1, right);
      update.setLong(2, entry);
      update.executeUpdate();
    }
  }

  private void takeAfterGap(Row row) throws SQLException {
    ChainAnchor before = anchors.get(row.number() - 1);
    if (before != null && follows(row, before.number(), before.hash())) {
      reach(row.number(), row.hash());
      return;
    }
    anchors.remove(row.number() - 1);
    if (isRefutedByTheNext(row)) {
      drop(row.number());
      return;
    }
    ChainAnchor declared = anchors.get(row.number());
    String why = declared == null ? reason : declared.reason();
    anchors.put(row.number(), new ChainAnchor(row.number(), row.hash(), why));
    lost += declared == null ? row.number() - number - 1 : 0;
    unproven.add(row.number());
    reach(row.number(), row.hash());
  }

  /// Whether this is the damaged one: the next entry does not follow from it, and is itself
  /// followed by the one after it.
  private boolean isRefutedByTheNext(Row row) throws SQLException {
    Row then = peek(0);
    return then != null
        && then.number() == row.number() + 1
        && !follows(then, row.number(), row.hash())
        && follows(peek(1), then.number(), then.hash());
  }

  private void reach(long entry, byte[] its) {
    ChainAnchor anchor = anchors.get(entry);
    if (anchor != null && !Arrays.equals(anchor.hash(), its)) {
      anchors.remove(entry);
    }
    number = entry;
    hash = its;
  }

  private void drop(long entry) throws SQLException {
    dropped = entry;
    remove(fresh, entry);
  }

  /// Removes an entry that cannot be true.
  static void remove(Connection fresh, long entry) throws SQLException {
    try (PreparedStatement delete =
        fresh.prepareStatement("DELETE FROM journal WHERE number = ?")) {
      delete.setLong(1, entry);
      delete.executeUpdate();
    }
  }

  /// New entries continue above every number that anybody may have seen.
  private long anchorTheEnd(long margin) throws SQLException {
    long last = Math.max(number, anchors.lastKey());
    if (dropped < last + IMPLAUSIBLE) {
      last = Math.max(last, dropped);
    }
    last = Math.max(last, marked);
    try (Statement statement = fresh.createStatement()) {
      for (String table : new String[] {"cursors", "set_aside"}) {
        statement.executeUpdate(
            "DELETE FROM " + table + " WHERE number > " + (last + IMPLAUSIBLE) + " OR number < 0");
      }
      try (ResultSet seen =
          statement.executeQuery(
              "SELECT max(coalesce((SELECT max(number) FROM cursors), 0),"
                  + " coalesce((SELECT max(number) FROM set_aside), 0))")) {
        last = Math.max(last, seen.getLong(1));
      }
    }
    lost += last - number;
    last += margin;
    anchors.put(last, new ChainAnchor(last, hash, reason));
    return last;
  }

  private void writeAnchors() throws SQLException {
    try (Statement statement = fresh.createStatement()) {
      statement.executeUpdate("CREATE TEMP TABLE known AS SELECT * FROM anchors");
      statement.executeUpdate("DELETE FROM anchors");
    }
    try (PreparedStatement insert =
        fresh.prepareStatement(
            "INSERT INTO anchors (number, hash, reason, at) VALUES (?1, ?2, ?3,"
                + " coalesce((SELECT at FROM known WHERE number = ?1), ?4))")) {
      for (ChainAnchor anchor : anchors.values()) {
        insert.setLong(1, anchor.number());
        insert.setBytes(2, anchor.hash());
        insert.setString(3, anchor.reason());
        insert.setLong(4, anchor.number() == 0 ? 0 : at.toEpochMilli());
        insert.executeUpdate();
      }
    }
  }

  /// The entries that are taken on trust, because the hash they continue from is lost.
  NavigableSet<Long> unproven() {
    return unproven;
  }

  /// How many entries are missing that were not known to be.
  long lost() {
    return lost;
  }
}
