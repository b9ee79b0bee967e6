package daka.store.visits;

import daka.checkin.Room;
import daka.checkin.RoomSpace;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many people are in each room.
final class Occupancy {
  private Occupancy() {}

  static List<RoomSpace> of(List<Room> rooms, Map<String, Integer> inside) {
    return rooms.stream()
        .map(room -> new RoomSpace(room, inside.getOrDefault(room.id(), 0)))
        .toList();
  }

  /// Counts the people by room from the open visits.
  static Map<String, Integer> count(PreparedStatement query) throws SQLException {
    Map<String, Integer> inside = new HashMap<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        inside.put(rows.getString(1), rows.getInt(2));
      }
    }
    return inside;
  }
}
