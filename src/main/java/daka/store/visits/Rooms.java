package daka.store.visits;

import daka.checkin.Room;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The rooms of the centre, as administrators keep them. The next tap knows each change. Safe for
/// use by several threads.
public final class Rooms {
  private final Database database;
  private final SqliteLedger ledger;

  public Rooms(Database database, SqliteLedger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  private record Changed(List<Room> rooms, RoomChange change) {}

  private interface Work {
    RoomChange in(Connection connection, @Nullable PlacedRoom before) throws SQLException;
  }

  /// Adds a room.
  ///
  /// @param position where it is to stand; null for the end
  /// @return [RoomChange.Done] or [RoomChange.Stale]
  /// @throws StoreException if it cannot be written
  public RoomChange add(Room room, @Nullable Integer position) {
    return write(
        room.id(),
        (connection, before) -> {
          if (before != null) {
            return new RoomChange.Stale(before);
          }
          RoomRows.insert(connection, room);
          if (position != null) {
            RoomRows.place(connection, room.id(), position);
          }
          AuditLog.append(connection, Deed.of("room.added").id(room.id()));
          return done(connection, room.id());
        });
  }

  /// Changes the room with this id. Visits of before keep the name it had then.
  ///
  /// @param position where it is to stand; null if it stays
  /// @param isSeen whether the caller has seen the room as it is
  /// @return [RoomChange.Done], [RoomChange.Unknown] or [RoomChange.Stale]
  /// @throws StoreException if it cannot be written
  public RoomChange change(Room room, @Nullable Integer position, Predicate<PlacedRoom> isSeen) {
    return write(
        room.id(),
        (connection, before) -> {
          if (before == null || !isSeen.test(before)) {
            return unseen(before);
          }
          if (!before.room().name().equals(room.name())) {
            RoomNames.keep(connection, room.id());
          }
          RoomRows.update(connection, room);
          if (position != null) {
            RoomRows.place(connection, room.id(), position);
          }
          RoomChange.Done after = done(connection, room.id());
          List<String> fields = changed(before, after.room());
          AuditLog.append(connection, Deed.of("room.changed").id(room.id()).fields(fields));
          return after;
        });
  }

  /// Deletes a room that nobody has ever been in, or whose visits are deleted.
  ///
  /// @param isSeen whether the caller has seen the room as it is
  /// @return any of the four
  /// @throws StoreException if it cannot be written
  public RoomChange delete(String id, Predicate<PlacedRoom> isSeen) {
    return write(
        id,
        (connection, before) -> {
          if (before == null || !isSeen.test(before)) {
            return unseen(before);
          }
          if (RoomRows.isVisited(connection, id)) {
            return new RoomChange.Visited();
          }
          RoomRows.delete(connection, id);
          AuditLog.append(connection, Deed.of("room.deleted").id(id));
          return new RoomChange.Done(before);
        });
  }

  private static RoomChange unseen(@Nullable PlacedRoom before) {
    return before == null ? new RoomChange.Unknown() : new RoomChange.Stale(before);
  }

  private RoomChange write(String id, Work work) {
    try {
      return database.write(
          connection -> {
            PlacedRoom before = PlacedRoom.find(RoomRows.read(connection), id).orElse(null);
            RoomChange change = work.in(connection, before);
            return new Changed(RoomRows.read(connection), change);
          },
          changed -> {
            ledger.roomsChanged(changed.rooms());
            return changed.change();
          });
    } catch (SQLException e) {
      throw new StoreException("writing room " + id + ": " + e.getMessage(), e);
    }
  }

  private static RoomChange.Done done(Connection connection, String id) throws SQLException {
    return new RoomChange.Done(PlacedRoom.find(RoomRows.read(connection), id).orElseThrow());
  }

  /// The names of the fields in which a room differs.
  static List<String> changed(PlacedRoom before, PlacedRoom after) {
    Room was = before.room();
    Room is = after.room();
    List<String> fields = new ArrayList<>();
    note(fields, "name", was.name(), is.name());
    note(fields, "language", was.title().language(), is.title().language());
    note(fields, "names", was.title().others(), is.title().others());
    note(fields, "floor", was.floor(), is.floor());
    note(fields, "capacity", was.capacity(), is.capacity());
    note(fields, "position", before.position(), after.position());
    note(fields, "closed", was.closure(), is.closure());
    return fields;
  }

  private static void note(
      List<String> fields, String field, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      fields.add(field);
    }
  }
}
