package daka.screen;

import daka.checkin.Desk;
import daka.checkin.Scan;

/// Where a tap or a touch becomes an answer that is shown: the desk decides and records, then the
/// screen shows it. Readers and web resources stand before this, never before the desk itself.
///
/// Safe for use by several threads.
public final class Entrance {
  private final Desk desk;
  private final Screen screen;

  public Entrance(Desk desk, Screen screen) {
    this.desk = desk;
    this.screen = screen;
  }

  /// A card is presented.
  public Answer scan(Scan scan) {
    return screen.show(desk.scan(scan));
  }

  /// Something was presented that holds nothing anybody can read.
  public Answer unreadable(String reader) {
    return screen.show(desk.unreadable(reader));
  }

  /// A party without cards comes in.
  ///
  /// @param party 1 to [daka.checkin.Rules#MAX_PARTY]
  /// @throws IllegalArgumentException if the party is smaller or larger
  public Answer guests(int party) {
    return screen.show(desk.guests(party));
  }

  /// The person at the screen chooses a room. As with [#leave] and [#undo], a touch that comes too
  /// late is answered as refused.
  public Answer chooseRoom(long offer, String room) {
    return screen.show(desk.chooseRoom(offer, room));
  }

  /// The person at the screen leaves.
  public Answer leave(long offer) {
    return screen.show(desk.leave(offer));
  }

  /// The person at the screen takes the last step back.
  public Answer undo(long offer) {
    return screen.show(desk.undo(offer));
  }

  /// The offer that was made about this visit, for touches that name the visit; 0 if there is none.
  public long offerAbout(long visit) {
    return desk.offerAbout(visit);
  }
}
