package daka.checkin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that [Rules] may look at to judge a tap.
///
/// @param now by the kiosk's clock
/// @param today the centre's day
/// @param openingDay the day of the opening, which after midnight may be that before
/// @param holder the holder of the card, or null if the card is unknown
/// @param closed the last visit of the holder, if closing time ended it and it is not too late for
///   the departure, else null
/// @param readerRoom the room the reader stands in, or null at the entrance
/// @param kioskRoom where a tap at the entrance is registered
/// @param rooms every room and how full it is
/// @param centreCapacity how many people the whole centre holds
public record Facts(
    Instant now,
    LocalDate today,
    LocalDate openingDay,
    @Nullable CardHolder holder,
    @Nullable Visit closed,
    @Nullable String readerRoom,
    String kioskRoom,
    List<RoomSpace> rooms,
    int centreCapacity) {

  /// Where a tap is registered if nothing else is chosen.
  public String room() {
    return readerRoom == null ? kioskRoom : readerRoom;
  }

  /// Whether nobody is let into the room today.
  public boolean isClosed(String room) {
    return rooms.stream().anyMatch(r -> r.room().id().equals(room) && r.isClosed(openingDay));
  }

  /// Whether `party` more people fit into the room, and it is not closed.
  public boolean hasSpace(String room, int party) {
    return rooms.stream().anyMatch(r -> r.room().id().equals(room) && r.free(openingDay) >= party);
  }

  /// Whether `party` more people fit into the centre.
  public boolean centreHasSpace(int party) {
    return rooms.stream().mapToLong(RoomSpace::inside).sum() + party <= centreCapacity;
  }
}
