package daka.store;

import daka.checkin.Room;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The rooms of the centre, as administrators keep them. Safe for use by several threads.
public final class Rooms {
  private final Database database;
  private final SqliteLedger ledger;

  public Rooms(Database database, SqliteLedger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  static List<Room> read(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT id, name, floor, capacity FROM rooms ORDER BY position, id");
        ResultSet rows = query.executeQuery()) {
      List<Room> rooms = new ArrayList<>();
      while (rows.next()) {
        rooms.add(
            new Room(rows.getString(1), rows.getString(2), rows.getString(3), rows.getInt(4)));
      }
      return rooms;
    }
  }

  /// Adds the room, or changes the one with its id.
  ///
  /// @throws StoreException if it cannot be written
  public void put(Room room) {
    try {
      database.write(
          connection -> {
            try (PreparedStatement upsert =
                connection.prepareStatement(
                    """
                    INSERT INTO rooms (id, name, floor, capacity, position)
                    VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(position), 0) + 1 FROM rooms))
                    ON CONFLICT (id) DO UPDATE SET name = ?2, floor = ?3, capacity = ?4\
                    """)) {
              upsert.setString(1, room.id());
              upsert.setString(2, room.name());
              upsert.setString(3, room.floor());
              upsert.setInt(4, room.capacity());
              upsert.executeUpdate();
            }
            return read(connection);
          },
          changed -> {
            ledger.roomsChanged(changed);
            return changed;
          });
    } catch (SQLException e) {
      throw new StoreException("writing room " + room.id() + ": " + e.getMessage(), e);
    }
  }
}
