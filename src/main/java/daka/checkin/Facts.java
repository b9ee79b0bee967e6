package daka.checkin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that [Rules] may look at to judge a tap.
///
/// @param now by the kiosk's clock
/// @param today the centre's day
/// @param holder the holder of the card, or null if the card is unknown
/// @param readerRoom the room the reader stands in, or null at the entrance
/// @param kioskRoom where a tap at the entrance is registered
/// @param rooms every room and how full it is
/// @param centreCapacity how many people the whole centre holds
public record Facts(
    Instant now,
    LocalDate today,
    @Nullable CardHolder holder,
    @Nullable String readerRoom,
    String kioskRoom,
    List<RoomSpace> rooms,
    int centreCapacity) {

  /// Whether `party` more people fit into the room.
  public boolean hasSpace(String room, int party) {
    return rooms.stream().anyMatch(r -> r.room().id().equals(room) && r.free() >= party);
  }

  /// Whether `party` more people fit into the centre.
  public boolean centreHasSpace(int party) {
    return rooms.stream().mapToLong(RoomSpace::inside).sum() + party <= centreCapacity;
  }
}
