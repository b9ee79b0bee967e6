package daka.store.visits;

import daka.checkin.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A room and where it stands.
///
/// @param position among the rooms, from 1
public record PlacedRoom(Room room, int position) {

  /// Every room with its place.
  public static List<PlacedRoom> all(List<Room> rooms) {
    List<PlacedRoom> placed = new ArrayList<>();
    for (Room room : rooms) {
      placed.add(new PlacedRoom(room, placed.size() + 1));
    }
    return placed;
  }

  /// The room with this id.
  static Optional<PlacedRoom> find(List<Room> rooms, String id) {
    return all(rooms).stream().filter(placed -> placed.room().id().equals(id)).findFirst();
  }
}
