package daka.web.forwarding;

import daka.store.journal.Cursors;
import daka.store.journal.Cursors.SetAside;
import daka.web.http.CentreTime;
import daka.web.http.Precondition;
import java.util.List;

/// An entry that a receiver refused for good, as it is told.
///
/// @param cursor which reader of the journal was refused
/// @param number the entry's place in the journal
/// @param status the receiver's answer, as an HTTP status
/// @param detail what the receiver said about it
/// @param at when, in the centre's time
/// @param etag to be sent in `If-Match` by whoever decides of it
public record RefusedEntry(
    String cursor, long number, int status, String detail, String at, String etag) {
  /// So many are told at most.
  private static final int LIMIT = 1_000;

  /// Those that stand aside, of all receivers.
  public static List<RefusedEntry> all(Cursors cursors, CentreTime time) {
    return cursors.setAside(LIMIT).stream().map(entry -> of(entry, time)).toList();
  }

  static RefusedEntry of(SetAside entry, CentreTime time) {
    return new RefusedEntry(
        entry.cursor(),
        entry.number(),
        entry.status(),
        entry.detail(),
        time.text(entry.at()),
        tag(entry));
  }

  /// Which of the receiver's refusals it is.
  static String tag(SetAside entry) {
    return Precondition.tagOf(
        List.of(entry.number(), entry.status(), entry.detail(), entry.at().toEpochMilli()));
  }
}
