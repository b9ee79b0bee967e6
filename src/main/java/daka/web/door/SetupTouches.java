package daka.web.door;

import daka.reader.code.QrSvg;
import daka.screen.SetupInvitation;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/// What the residents' screen asks while there is no administrator: `POST /screen/setup` for a new
/// code, and `GET /screen/setup.svg` for the QR code of an address of the office.
public final class SetupTouches implements Resource {

  /// No fields.
  record Nothing() {}

  private static final JsonBody<Nothing> NONE = new JsonBody<>(Nothing.class);

  private final SetupInvitation invitation;

  public SetupTouches(SetupInvitation invitation) {
    this.invitation = invitation;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/screen/setup", this::renew);
    routes.get("/screen/setup.svg", this::draw);
  }

  private void renew(Context ctx) {
    Query.allow(ctx);
    NONE.read(ctx);
    invitation.renew();
    ctx.status(HttpStatus.NO_CONTENT);
  }

  /// Of an address that the screen shows; of no other text.
  private void draw(Context ctx) {
    Query.allow(ctx, "address");
    String address = ctx.queryParam("address");
    if (address == null || !invitation.isOpen() || !invitation.addresses().contains(address)) {
      throw ProblemException.notFound("the screen shows no such address of the office");
    }
    ctx.contentType("image/svg+xml").result(QrSvg.of(address));
  }
}
