package daka.web.door;

import static daka.web.http.JsonBody.required;

import daka.screen.Answer;
import daka.screen.Entrance;
import daka.screen.Screen;
import daka.screen.ScreenState;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Resource;
import daka.web.visits.VisitCorrections;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// What a finger on the screen can do. Each lights the screen, and `POST /screen/touched` does
/// nothing else. A touch that is about an answer names the offer or the visit it was shown for, so
/// it never applies to another person's visit; one that comes too late is answered as refused.
final class ScreenTouches implements Resource {

  /// @param offer as in the answer that was shown
  /// @param visit instead of the offer
  record Touch(@Nullable String offer, @Nullable String visit) {}

  /// No fields.
  record Touched() {}

  /// @param room the id of the room that was chosen
  record RoomTouch(@Nullable String offer, @Nullable String visit, @Nullable String room) {}

  /// @param party how many guests come in
  record GuestsTouch(@Nullable Integer party) {}

  private final JsonBody<Touch> touch = new JsonBody<>(Touch.class);
  private final JsonBody<Touched> touched = new JsonBody<>(Touched.class);
  private final JsonBody<RoomTouch> roomTouch = new JsonBody<>(RoomTouch.class);
  private final JsonBody<GuestsTouch> guestsTouch = new JsonBody<>(GuestsTouch.class);
  private final Entrance entrance;
  private final Screen screen;

  ScreenTouches(Entrance entrance, Screen screen) {
    this.entrance = entrance;
    this.screen = screen;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.before("/screen/*", this::light);
    routes.post("/screen/touched", this::touched);
    routes.post("/screen/room", this::room);
    routes.post("/screen/leave", ctx -> touched(ctx, entrance::leave));
    routes.post("/screen/undo", ctx -> touched(ctx, entrance::undo));
    routes.post("/screen/come-in", ctx -> touched(ctx, entrance::comeIn));
    routes.post("/screen/guests", this::guests);
  }

  private void light(Context ctx) {
    if (ctx.method().equals(HandlerType.POST) && !ctx.path().equals(ScreenEvents.PAGE)) {
      screen.touched();
    }
  }

  private void touched(Context ctx) {
    Query.allow(ctx);
    touched.read(ctx);
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private void room(Context ctx) {
    Query.allow(ctx);
    RoomTouch body = roomTouch.read(ctx);
    String room = required("room", body.room());
    List<String> rooms = screen.state().rooms().stream().map(ScreenState.RoomView::id).toList();
    if (!rooms.contains(room)) {
      throw ProblemException.badRequest(
          "field \"room\" names no room of this centre; there are " + String.join(", ", rooms));
    }
    EntranceReplies.answer(ctx, entrance.chooseRoom(offer(body.offer(), body.visit()), room));
  }

  private void touched(Context ctx, LongFunction<Answer> step) {
    Query.allow(ctx);
    Touch body = touch.read(ctx);
    EntranceReplies.answer(ctx, step.apply(offer(body.offer(), body.visit())));
  }

  private void guests(Context ctx) {
    Query.allow(ctx);
    int party = VisitCorrections.party(required("party", guestsTouch.read(ctx).party()));
    EntranceReplies.answer(ctx, entrance.guests(party));
  }

  private long offer(@Nullable String offer, @Nullable String visit) {
    if ((offer == null) == (visit == null)) {
      throw ProblemException.badRequest(
          "name what was touched: field \"offer\" of the answer that was shown, or its \"visit\"");
    }
    return offer == null ? entrance.offerAbout(id("visit", visit)) : id("offer", offer);
  }

  private static long id(String field, @Nullable String value) {
    try {
      return Long.parseLong(String.valueOf(value));
    } catch (NumberFormatException e) {
      throw ProblemException.badRequest(
          "field \"" + field + "\" must be as it was in the answer that was shown");
    }
  }
}
