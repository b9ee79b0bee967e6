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
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Rooms as the plan of another centre has them. The next tap knows them. Safe for use by several
/// threads.
public final class PlannedRooms {
  private final Database database;
  private final SqliteLedger ledger;

  public PlannedRooms(Database database, SqliteLedger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /// What a plan makes of a room.
  ///
  /// @param before null if there is no such room yet
  /// @param after null if the plan does not have it: it stays as it is
  /// @param fields the names of the fields that change
  public record Difference(
      @Nullable PlacedRoom before, @Nullable PlacedRoom after, List<String> fields) {}

  /// What a plan makes of the rooms there are. Its own come first, in their order; all others stay
  /// behind them.
  public static List<Difference> differences(List<Room> present, List<Room> planned) {
    List<Room> after = new ArrayList<>(planned);
    present.stream().filter(room -> !has(planned, room.id())).forEach(after::add);
    return PlacedRoom.all(after).stream()
        .map(
            placed -> {
              Optional<PlacedRoom> was = PlacedRoom.find(present, placed.room().id());
              boolean isPlanned = has(planned, placed.room().id());
              return new Difference(
                  was.orElse(null),
                  isPlanned ? placed : null,
                  was.isPresent() && isPlanned ? Rooms.changed(was.get(), placed) : List.of());
            })
        .toList();
  }

  private static boolean has(List<Room> rooms, String id) {
    return rooms.stream().anyMatch(room -> room.id().equals(id));
  }

  /// Makes the rooms those of a plan, together with what is done beside: all or nothing. No room is
  /// deleted.
  ///
  /// @param isSeen whether the caller has seen the rooms as they are
  /// @param deeds what else the audit log is told
  /// @param unfinished what takes back, at the next start, what is done beside, should the power go
  ///   before all of it is committed
  /// @param beside what is done before that; if it throws, nothing is written
  /// @return false if the rooms are others than were seen; nothing was written then
  /// @throws StoreException if it cannot be written
  public boolean arrange(
      List<Room> planned,
      Predicate<List<Room>> isSeen,
      List<Deed> deeds,
      UnfinishedPlan unfinished,
      Runnable beside) {
    try {
      unfinished.begin(database);
      return database.write(
          connection -> {
            UnfinishedPlan.end(connection);
            List<Room> before = RoomRows.read(connection);
            if (!isSeen.test(before)) {
              return Optional.<List<Room>>empty();
            }
            for (Difference difference : differences(before, planned)) {
              bring(connection, difference);
            }
            place(connection, planned);
            for (Deed deed : deeds) {
              AuditLog.append(connection, deed);
            }
            List<Room> after = RoomRows.read(connection);
            beside.run();
            return Optional.of(after);
          },
          after -> {
            after.ifPresent(ledger::roomsChanged);
            return after.isPresent();
          });
    } catch (SQLException e) {
      throw new StoreException("writing the rooms of a plan: " + e.getMessage(), e);
    }
  }

  /// The file is as it was before a plan that was not brought in.
  ///
  /// @throws StoreException if it cannot be written; the next start does it then
  public void forgetUnfinished() {
    UnfinishedPlan.forget(database, null);
  }

  private static void bring(Connection connection, Difference difference) throws SQLException {
    PlacedRoom before = difference.before();
    PlacedRoom after = difference.after();
    if (after == null) {
      return;
    }
    Room room = after.room();
    if (before == null) {
      RoomRows.insert(connection, room);
      AuditLog.append(connection, Deed.of("room.added").id(room.id()));
    } else if (!difference.fields().isEmpty()) {
      if (!before.room().name().equals(room.name())) {
        RoomNames.keep(connection, room.id());
      }
      RoomRows.update(connection, room);
      AuditLog.append(
          connection, Deed.of("room.changed").id(room.id()).fields(difference.fields()));
    }
  }

  private static void place(Connection connection, List<Room> planned) throws SQLException {
    List<String> wanted = planned.stream().map(Room::id).toList();
    List<String> first =
        RoomRows.read(connection).stream().map(Room::id).limit(wanted.size()).toList();
    if (!first.equals(wanted)) {
      for (int i = 0; i < wanted.size(); i++) {
        RoomRows.place(connection, wanted.get(i), i + 1);
      }
    }
  }
}
