package daka.store;

import daka.checkin.Happening;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Supplier;

/// Appends entries to the journal within one transaction, each chained to the one before.
final class EntryAppender {

  /// What stays the same from entry to entry.
  record Origin(String source, EventWriter writer, Supplier<Stamp> stamps, Uuid7 ids) {}

  /// The end of the journal.
  record Head(long number, byte[] hash) {}

  private final Origin origin;
  private Head head;

  EntryAppender(Origin origin, Head head) {
    this.origin = origin;
    this.head = head;
  }

  void append(PreparedStatement insert, Happening happening, Instant now) throws SQLException {
    long number = head.number() + 1;
    String id = origin.ids().next(now).toString();
    String event =
        origin.writer().write(number, id, origin.source(), now, stamp(happening), happening);
    byte[] hash = HashChain.next(head.hash(), event);
    insert.setLong(1, number);
    insert.setString(2, event);
    insert.setBytes(3, hash);
    insert.executeUpdate();
    head = new Head(number, hash);
  }

  /// That the clock was set is told by the clock as it is now.
  private Stamp stamp(Happening happening) {
    Stamp stamp = origin.stamps().get();
    return happening instanceof Happening.ClockCorrected corrected
        ? new Stamp(stamp.boot(), corrected.trust(), stamp.uptimeMillis())
        : stamp;
  }

  /// The boot that entries are written in.
  String boot() {
    return origin.stamps().get().boot();
  }

  /// The end of the journal if the transaction commits.
  Head head() {
    return head;
  }
}
