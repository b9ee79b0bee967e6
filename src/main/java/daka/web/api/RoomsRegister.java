package daka.web.api;

import daka.checkin.Ledger;
import daka.checkin.Room;
import daka.checkin.RoomSpace;
import daka.store.register.Pinyin;
import daka.store.register.TokenRole;
import daka.store.visits.PlacedRoom;
import daka.store.visits.RoomChange;
import daka.store.visits.Rooms;
import daka.web.access.Access;
import daka.web.http.JsonBody;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.http.TypedText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `/api/v1/rooms`: the rooms, which staff see and administrators add, change and delete; and
/// `/api/v1/room-ids`, under which id to add one.
final class RoomsRegister implements Resource {
  private static final String PATH = "/api/v1/rooms";
  private static final String ONE = PATH + "/{id}";

  /// Of a room whose name cannot be spelled.
  private static final String NAMELESS = "room";

  /// Leaves space for a number.
  private static final int LONGEST_ID = 28;

  /// @param id that no room has
  record FreeId(String id) {}

  /// The answer.
  record Page(List<RoomForm.Answer> rooms) {}

  private final JsonBody<RoomForm> body = new JsonBody<>(RoomForm.class);
  private final Access access;
  private final Rooms rooms;
  private final Ledger ledger;
  private final Supplier<Set<String>> needed;

  /// @param needed the ids of the rooms that the config names, without which the kiosk would not
  ///   start; asked before a room is deleted
  RoomsRegister(Access access, Rooms rooms, Ledger ledger, Supplier<Set<String>> needed) {
    this.access = access;
    this.rooms = rooms;
    this.ledger = ledger;
    this.needed = needed;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::list, TokenRole.STAFF));
    routes.get("/api/v1/room-ids", access.need(this::freeId));
    routes.get(ONE, access.need(this::read, TokenRole.STAFF));
    routes.put(ONE, access.need(this::put));
    routes.delete(ONE, access.need(this::delete));
  }

  private List<PlacedRoom> all() {
    return PlacedRoom.all(ledger.rooms().stream().map(RoomSpace::room).toList());
  }

  private void list(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, new Page(all().stream().map(RoomForm.Answer::of).toList()));
  }

  private void read(Context ctx) {
    Query.allow(ctx);
    answer(ctx, present(ctx), HttpStatus.OK);
  }

  private PlacedRoom present(Context ctx) {
    String id = ctx.pathParam("id");
    return all().stream()
        .filter(placed -> placed.room().id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "there is no room of this id; PUT with If-None-Match: * makes one"));
  }

  /// For a name: what it is called in English, or how it is spelled in pinyin.
  private void freeId(Context ctx) {
    Query.allow(ctx, "name");
    String name = TypedText.line("name", ctx.queryParam("name"), RoomForm.NAME);
    String slug = Pinyin.slug(name);
    String cut = slug.substring(0, Math.min(slug.length(), LONGEST_ID)).replaceAll("-$", "");
    String id = cut.isEmpty() ? NAMELESS : cut;
    Set<String> taken = all().stream().map(each -> each.room().id()).collect(Collectors.toSet());
    String free =
        IntStream.iterate(1, i -> i + 1)
            .mapToObj(i -> i == 1 ? id : id + "-" + i)
            .filter(each -> !taken.contains(each))
            .findFirst()
            .orElseThrow();
    Reply.ok(ctx, new FreeId(free));
  }

  private void put(Context ctx) {
    Query.allow(ctx);
    RoomForm form = body.read(ctx);
    Room room = form.room(ctx.pathParam("id"));
    if (Precondition.isCreation(ctx)) {
      reply(ctx, rooms.add(room, form.position()), HttpStatus.CREATED);
    } else {
      String seen = Precondition.seen(ctx, tag(present(ctx)));
      reply(ctx, rooms.change(room, form.position(), now -> tag(now).equals(seen)), HttpStatus.OK);
    }
  }

  private void delete(Context ctx) {
    Query.allow(ctx);
    PlacedRoom present = present(ctx);
    String id = present.room().id();
    String seen = Precondition.seen(ctx, tag(present));
    if (seen.equals(tag(present)) && needed.get().contains(id)) {
      throw conflict(
          "the config names this room, for the kiosk, a reader or a panel; give that another room"
              + " first");
    }
    reply(ctx, rooms.delete(id, now -> tag(now).equals(seen)), HttpStatus.NO_CONTENT);
  }

  private static ProblemException conflict(String why) {
    return ProblemException.of(HttpStatus.CONFLICT, why);
  }

  private static void reply(Context ctx, RoomChange change, HttpStatus done) {
    switch (change) {
      case RoomChange.Done(PlacedRoom room) -> {
        if (done == HttpStatus.NO_CONTENT) {
          ctx.status(done);
        } else {
          answer(ctx, room, done);
        }
      }
      case RoomChange.Stale(PlacedRoom current) ->
          Precondition.stale(ctx, RoomForm.Answer.of(current), tag(current));
      case RoomChange.Unknown _ -> Precondition.stale(ctx, null, null);
      case RoomChange.Visited _ ->
          throw conflict(
              "there are visits to this room, so it stays; with \"closed\": true nobody is let in");
    }
  }

  private static void answer(Context ctx, PlacedRoom room, HttpStatus status) {
    Precondition.tag(ctx, tag(room));
    if (status == HttpStatus.CREATED) {
      Reply.created(ctx, RoomForm.Answer.of(room));
    } else {
      Reply.ok(ctx, RoomForm.Answer.of(room));
    }
  }

  /// Of all that is told of the room.
  private static String tag(PlacedRoom room) {
    return Precondition.tagOf(RoomForm.Answer.of(room));
  }
}
