package daka.store.visits;

import daka.checkin.Room;
import daka.checkin.RoomClosure;
import daka.checkin.RoomTitle;
import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rows of rooms: `rooms`, and beside it `room_closures` and `room_translations`.
final class RoomRows {
  private static final String ALWAYS = "always";

  private record Translation(String room, String language, String name) {}

  private RoomRows() {}

  /// Every room, in order.
  static List<Room> read(Connection connection) throws SQLException {
    Map<String, SortedMap<String, String>> others = translations(connection);
    return Sql.all(
        connection,
        "SELECT id, name, language, floor, capacity, (SELECT group_concat(day) FROM room_closures"
            + " WHERE room = id) FROM rooms ORDER BY position, id",
        row ->
            new Room(
                row.getString(1),
                new RoomTitle(
                    row.getString(2),
                    row.getString(3),
                    others.getOrDefault(row.getString(1), new TreeMap<>())),
                row.getString(4),
                row.getInt(5),
                closure(row.getString(6))));
  }

  private static Map<String, SortedMap<String, String>> translations(Connection connection)
      throws SQLException {
    Map<String, SortedMap<String, String>> others = new HashMap<>();
    for (Translation one :
        Sql.all(
            connection,
            "SELECT room, language, name FROM room_translations",
            row -> new Translation(row.getString(1), row.getString(2), row.getString(3)))) {
      others.computeIfAbsent(one.room(), _ -> new TreeMap<>()).put(one.language(), one.name());
    }
    return others;
  }

  /// @param days with commas between, or null for none
  private static RoomClosure closure(@Nullable String days) {
    if (days == null) {
      return RoomClosure.NEVER;
    }
    return days.equals(ALWAYS)
        ? RoomClosure.ALWAYS
        : RoomClosure.of(List.of(days.split(","))).orElse(RoomClosure.NEVER);
  }

  /// Adds a room at the end.
  static void insert(Connection connection, Room room) throws SQLException {
    Sql.change(
        connection,
        "INSERT INTO rooms (id, name, language, floor, capacity, position)"
            + " VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM rooms))",
        room.id(),
        room.name(),
        room.title().language(),
        room.floor(),
        room.capacity());
    putBeside(connection, room);
  }

  static void update(Connection connection, Room room) throws SQLException {
    Sql.change(
        connection,
        "UPDATE rooms SET name = ?, language = ?, floor = ?, capacity = ? WHERE id = ?",
        room.name(),
        room.title().language(),
        room.floor(),
        room.capacity(),
        room.id());
    putBeside(connection, room);
  }

  private static void putBeside(Connection connection, Room room) throws SQLException {
    clearBeside(connection, room.id());
    RoomClosure closure = room.closure();
    for (String day : closure.always() ? List.of(ALWAYS) : closure.written()) {
      Sql.change(connection, "INSERT INTO room_closures (room, day) VALUES (?, ?)", room.id(), day);
    }
    for (Map.Entry<String, String> other : room.title().others().entrySet()) {
      Sql.change(
          connection,
          "INSERT INTO room_translations (room, language, name) VALUES (?, ?, ?)",
          room.id(),
          other.getKey(),
          other.getValue());
    }
  }

  private static void clearBeside(Connection connection, String id) throws SQLException {
    Sql.change(connection, "DELETE FROM room_closures WHERE room = ?", id);
    Sql.change(connection, "DELETE FROM room_translations WHERE room = ?", id);
  }

  /// Moves a room to a place from 1; beyond the last is the end.
  static void place(Connection connection, String id, int position) throws SQLException {
    List<String> ids = new ArrayList<>(read(connection).stream().map(Room::id).toList());
    ids.remove(id);
    ids.add(Math.clamp(position - 1L, 0, ids.size()), id);
    for (int i = 0; i < ids.size(); i++) {
      Sql.change(connection, "UPDATE rooms SET position = ? WHERE id = ?", i + 1, ids.get(i));
    }
  }

  /// Whether there are visits to the room, of now or of before.
  static boolean isVisited(Connection connection, String id) throws SQLException {
    return Sql.first(
            connection, "SELECT 1 FROM visits WHERE room = ? LIMIT 1", row -> row.getInt(1), id)
        != null;
  }

  static void delete(Connection connection, String id) throws SQLException {
    clearBeside(connection, id);
    Sql.change(connection, "DELETE FROM room_names WHERE room = ?", id);
    Sql.change(connection, "DELETE FROM rooms WHERE id = ?", id);
  }
}
