package daka.web;

import static daka.web.JsonBody.required;

import daka.screen.Screen;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/// `POST /screen/called`: a member of staff at an unlocked screen goes to whoever called, and the
/// call leaves every page. On the kiosk's own listener only.
final class StaffCall implements Resource {

  /// @param key of the session
  record Key(@Nullable String key) {}

  private final JsonBody<Key> answered = new JsonBody<>(Key.class);
  private final Screen screen;

  StaffCall(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/screen/called", this::answer);
  }

  private void answer(Context ctx) {
    Query.allow(ctx);
    String key = required("key", answered.read(ctx).key());
    if (screen.sessions().use(key) == null) {
      throw ProblemException.of(
          HttpStatus.FORBIDDEN,
          "this screen is locked; only a member of staff who has unlocked it answers a call");
    }
    screen.answerCall();
    ctx.status(HttpStatus.NO_CONTENT);
  }
}
