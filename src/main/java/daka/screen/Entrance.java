package daka.screen;

import daka.checkin.CardKind;
import daka.checkin.Decision;
import daka.checkin.Desk;
import daka.checkin.MaskedHolder;
import daka.checkin.Refusal;
import daka.checkin.Role;
import daka.checkin.Scan;
import daka.checkin.StaffMember;
import java.util.Optional;
import java.util.function.Function;

/// Where a tap or a touch becomes an answer that is shown: the desk decides and records, then the
/// screen shows it. Readers and web resources stand before this, never before the desk itself.
///
/// Safe for use by several threads.
public final class Entrance {
  private final Desk desk;
  private final Screen screen;
  private final Function<Scan.Presented, Optional<StaffMember>> staff;
  private final ReaderRooms rooms = new ReaderRooms();

  /// An entrance at which no card opens the board.
  public Entrance(Desk desk, Screen screen) {
    this(desk, screen, _ -> Optional.empty());
  }

  /// @param staff finds the member of staff who presented a card that is good; must not fail
  public Entrance(Desk desk, Screen screen, Function<Scan.Presented, Optional<StaffMember>> staff) {
    this.desk = desk;
    this.screen = screen;
    this.staff = staff;
  }

  /// Where taps at readers go that were given another room.
  public ReaderRooms readerRooms() {
    return rooms;
  }

  /// A card is presented. That of a member of staff also opens the board.
  public Answer scan(Scan scan) {
    Decision decision = desk.scan(rooms.placed(scan));
    MaskedHolder who = decision.who();
    return who != null && who.role() == Role.STAFF && isGood(decision)
        ? staff
            .apply(scan.presented())
            .map(member -> screen.showToStaff(decision, member))
            .orElseGet(() -> screen.show(decision))
        : screen.show(decision);
  }

  /// Whether the card itself is good, though there may be no space for its holder.
  private static boolean isGood(Decision decision) {
    return switch (decision) {
      case Decision.Repeated(Decision first, var _) -> isGood(first);
      case Decision.Refused refused ->
          refused.reason() == Refusal.ROOM_FULL
              || refused.reason() == Refusal.ROOM_CLOSED
              || refused.reason() == Refusal.CENTRE_FULL;
      case Decision.Arrived _,
          Decision.Departed _,
          Decision.Moved _,
          Decision.AlreadyIn _,
          Decision.Undone _,
          Decision.Recorded _ ->
          true;
    };
  }

  /// The number of a card or a phone is typed at the screen. Others may know it too, so a member of
  /// staff's opens nothing, and nobody is named.
  public Answer number(CardKind kind, String number) {
    return screen.show(desk.number(kind, number));
  }

  /// A number is typed that is not looked up; see [Desk#seeStaff()].
  public Answer seeStaff() {
    return screen.show(desk.seeStaff());
  }

  /// Something was presented that holds nothing anybody can read.
  public Answer unreadable(String reader) {
    return screen.show(desk.unreadable(reader));
  }

  /// A code was presented that is one of several which only together hold a text.
  public Answer partOfCode(String reader) {
    return screen.show(desk.partOfCode(reader));
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
    return screen.show(desk.chooseRoom(offer, room), offer);
  }

  /// The person at the screen, who was taken to leave after closing time, is coming in.
  public Answer comeIn(long offer) {
    return screen.show(desk.comeIn(offer), offer);
  }

  /// The person at the screen leaves.
  public Answer leave(long offer) {
    return screen.show(desk.leave(offer), offer);
  }

  /// The person at the screen takes the last step back.
  public Answer undo(long offer) {
    return screen.show(desk.undo(offer), offer);
  }

  /// The offer that was made about this visit, for touches that name the visit; 0 if there is none.
  public long offerAbout(long visit) {
    return desk.offerAbout(visit);
  }
}
