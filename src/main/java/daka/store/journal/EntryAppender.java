package daka.store.journal;

import daka.checkin.ClockCorrected;
import daka.checkin.Happening;
import daka.event.HashChain;
import daka.event.Uuid7;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Supplier;

/// Appends entries to the journal within one transaction, each chained to the one before.
public final class EntryAppender {

  /// What stays the same from entry to entry.
  public record Origin(String source, EventWriter writer, Supplier<ClockStamp> stamps, Uuid7 ids) {}

  /// The end of the journal.
  public record Head(long number, byte[] hash) {}

  private final Origin origin;
  private Head head;

  public EntryAppender(Origin origin, Head head) {
    this.origin = origin;
    this.head = head;
  }

  public void append(PreparedStatement insert, Happening happening, Instant now)
      throws SQLException {
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
  private ClockStamp stamp(Happening happening) {
    ClockStamp stamp = origin.stamps().get();
    return happening instanceof ClockCorrected corrected
        ? new ClockStamp(stamp.boot(), corrected.trust(), stamp.uptimeMillis())
        : stamp;
  }

  /// The boot that entries are written in.
  public String boot() {
    return origin.stamps().get().boot();
  }

  /// Whether something vouches for the clock.
  public boolean isVouched() {
    return ClockStamp.isVouchedFor(origin.stamps().get().trust());
  }

  /// The end of the journal if the transaction commits.
  public Head head() {
    return head;
  }
}
