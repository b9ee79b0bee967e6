package daka.store.visits;

import static java.nio.charset.StandardCharsets.UTF_8;

import daka.checkin.Room;
import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the rooms were called before. A visit keeps the name that its room had when it began, which
/// is told by its id and by no clock. The names stand in `room_names`, by the room and the last
/// visit that has them.
final class RoomNames {
  private record Former(String room, long lastVisit, String name) {}

  private RoomNames() {}

  /// Keeps the present name of a room, which is about to have another, for the visits so far. Of
  /// several names between two visits the first is that of the visits before.
  static void keep(Connection connection, String room) throws SQLException {
    Sql.change(
        connection,
        "INSERT OR IGNORE INTO room_names (room, last_visit, name) SELECT id, last, name FROM"
            + " rooms, (SELECT coalesce(max(id), 0) AS last FROM visits) WHERE id = ? AND last > 0",
        room);
  }

  /// Every name with the visits that have it; those of one room do not overlap.
  static List<VisitBatch.RoomName> read(Connection connection) throws SQLException {
    List<VisitBatch.RoomName> names = new ArrayList<>();
    Map<String, Long> reached = new HashMap<>();
    for (Former former :
        Sql.all(
            connection,
            "SELECT room, last_visit, name FROM room_names ORDER BY room, last_visit",
            row -> new Former(row.getString(1), row.getLong(2), row.getString(3)))) {
      long after = reached.getOrDefault(former.room(), 0L);
      names.add(name(former.room(), former.name(), after, former.lastVisit()));
      reached.put(former.room(), former.lastVisit());
    }
    for (Room room : RoomRows.read(connection)) {
      long after = reached.getOrDefault(room.id(), Long.MIN_VALUE);
      names.add(name(room.id(), room.name(), after, Long.MAX_VALUE));
    }
    return names;
  }

  private static VisitBatch.RoomName name(String room, String name, long after, long last) {
    return new VisitBatch.RoomName(room.getBytes(UTF_8), name.getBytes(UTF_8), after, last);
  }
}
