package daka.checkin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One stay in one room: who, where, from when to when, and how it ended.
///
/// @param id unique on this kiosk, counting up from 1
/// @param visitor the registered person, or null for a party of guests
/// @param party how many people came: 1 for a resident, 1 to 20 guests
/// @param room the id of the room
/// @param reader the id of the reader, or `screen`, `screen:keypad` or `staff`
/// @param evidence how the person was identified, or null if it began before that was kept
/// @param arrived when, by the kiosk's clock, in whole milliseconds
/// @param departed when, or null while the visit is open
/// @param ended how, or null while the visit is open
/// @param outsideHours whether it began while the centre was closed
public record Visit(
    long id,
    @Nullable Visitor visitor,
    int party,
    String room,
    String reader,
    @Nullable Evidence evidence,
    Instant arrived,
    @Nullable Instant departed,
    @Nullable Ended ended,
    boolean outsideHours) {

  /// Whether the visitor is still inside.
  public boolean isOpen() {
    return departed == null;
  }

  /// Whether it rests on no more than a number that was typed, which others know too.
  public boolean isTyped() {
    return reader.equals(Desk.KEYPAD) || evidence == Evidence.PHONE;
  }

  /// This visit, registered to another room.
  public Visit in(String otherRoom) {
    return new Visit(
        id, visitor, party, otherRoom, reader, evidence, arrived, departed, ended, outsideHours);
  }

  /// This visit, ended. A clock that was set back never makes a visit end before it began.
  public Visit ended(Ended how, Instant at) {
    Instant end = at.isBefore(arrived) ? arrived : at;
    return new Visit(id, visitor, party, room, reader, evidence, arrived, end, how, outsideHours);
  }

  /// This visit, open again.
  public Visit reopened() {
    return new Visit(id, visitor, party, room, reader, evidence, arrived, null, null, outsideHours);
  }
}
