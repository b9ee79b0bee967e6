package daka.web;

import daka.checkin.Ledger;
import daka.checkin.Room;
import daka.checkin.RoomSpace;
import daka.store.Rooms;
import daka.store.TokenRole;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/v1/rooms`: the rooms, which staff see and administrators add and change.
final class RoomsRegister implements Resource {
  private static final String PATH = "/api/v1/rooms";
  private static final int NAME = 60;
  private static final int FLOOR = 20;
  private static final int MAX_CAPACITY = 100_000;

  /// The answer.
  record Page(List<Room> rooms) {}

  /// @param id may be left out, the path has it
  record RoomForm(
      @Nullable String id,
      @Nullable String name,
      @Nullable String floor,
      @Nullable Integer capacity) {}

  private final JsonBody<RoomForm> body = new JsonBody<>(RoomForm.class);
  private final Access access;
  private final Rooms rooms;
  private final Ledger ledger;

  RoomsRegister(Access access, Rooms rooms, Ledger ledger) {
    this.access = access;
    this.rooms = rooms;
    this.ledger = ledger;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::list, TokenRole.STAFF));
    routes.put(PATH + "/{id}", access.need(this::put));
  }

  private void list(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, new Page(ledger.rooms().stream().map(RoomSpace::room).toList()));
  }

  private void put(Context ctx) {
    Query.allow(ctx);
    Room room = room(ctx.pathParam("id"), body.read(ctx));
    boolean known = ledger.rooms().stream().anyMatch(r -> r.room().id().equals(room.id()));
    rooms.put(room);
    if (known) {
      Reply.ok(ctx, room);
    } else {
      Reply.created(ctx, room);
    }
  }

  private static Room room(String id, RoomForm form) {
    if (!Text.isSlug(id)) {
      throw ProblemException.badRequest(
          "the id of a room is 1 to 32 lower-case letters, digits and hyphens, as in chess-club");
    }
    if (form.id() != null && !form.id().equals(id)) {
      throw ProblemException.badRequest("\"id\" is not the one in the path; leave it out");
    }
    String name = Text.line("name", form.name(), NAME);
    String floor = Text.line("floor", form.floor(), FLOOR);
    int capacity = JsonBody.required("capacity", form.capacity());
    if (capacity < 0 || capacity > MAX_CAPACITY) {
      throw ProblemException.badRequest(
          "\"capacity\" must be from 0, which closes the room, to " + MAX_CAPACITY);
    }
    return new Room(id, name, floor, capacity);
  }
}
