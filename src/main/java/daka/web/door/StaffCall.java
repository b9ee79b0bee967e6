package daka.web.door;

import daka.screen.PageKey;
import daka.screen.Screen;
import daka.web.access.PageCookie;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/// `POST /screen/called`: a member of staff at an unlocked screen goes to whoever called, and the
/// call leaves every page. On the kiosk's own listener only.
final class StaffCall implements Resource {

  /// No fields.
  record Answered() {}

  private final JsonBody<Answered> answered = new JsonBody<>(Answered.class);
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
    answered.read(ctx);
    PageKey page = PageCookie.find(ctx);
    if (page == null || screen.sessions().use(page) == null) {
      throw ProblemException.of(
          HttpStatus.FORBIDDEN,
          "this screen is locked; only a member of staff who has unlocked it answers a call");
    }
    screen.answerCall();
    ctx.status(HttpStatus.NO_CONTENT);
  }
}
