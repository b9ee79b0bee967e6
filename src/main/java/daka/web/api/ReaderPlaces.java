package daka.web.api;

import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.api.CentreFile.ReaderPlace;
import daka.web.http.JsonBody;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.http.TypedText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/v1/readers`: which room taps at each reader go to, which staff see and administrators
/// change.
final class ReaderPlaces implements Resource {
  private static final String PATH = "/api/v1/readers";

  /// The answer.
  ///
  /// @param kioskRoom the id of the room of readers without one
  record Page(String kioskRoom, List<ReaderPlace> readers) {}

  /// @param id may be left out, the path has it
  /// @param room the id of a room; left out, taps go to the room of the kiosk
  record Form(@Nullable String id, @Nullable String room) {}

  private final JsonBody<Form> body = new JsonBody<>(Form.class);
  private final Access access;
  private final CentreFile file;

  ReaderPlaces(Access access, CentreFile file) {
    this.access = access;
    this.file = file;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::list, TokenRole.STAFF));
    routes.get(PATH + "/{id}", access.need(this::read, TokenRole.STAFF));
    routes.put(PATH + "/{id}", access.need(this::put));
  }

  private void list(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, new Page(file.kioskRoom(), file.readers()));
  }

  private void read(Context ctx) {
    Query.allow(ctx);
    answer(ctx, present(ctx));
  }

  private static void answer(Context ctx, ReaderPlace reader) {
    Precondition.tag(ctx, Precondition.tagOf(reader));
    Reply.ok(ctx, reader);
  }

  private ReaderPlace present(Context ctx) {
    String id = ctx.pathParam("id");
    return file.readers().stream()
        .filter(reader -> reader.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("there is no reader of this id"));
  }

  private void put(Context ctx) {
    Query.allow(ctx);
    Form form = body.read(ctx);
    ReaderPlace present = present(ctx);
    if (form.id() != null && !form.id().equals(present.id())) {
      throw ProblemException.badRequest("\"id\" is not the one in the path; leave it out");
    }
    if (form.room() != null && !TypedText.isSlug(form.room())) {
      throw ProblemException.badRequest("\"room\" must be the id of a room, such as hall");
    }
    String seen = Precondition.seen(ctx, Precondition.tagOf(present));
    CentreFiles.reply(
        ctx,
        file.place(
            new ReaderPlace(present.id(), form.room()),
            now -> Precondition.tagOf(now).equals(seen)),
        now -> answer(ctx, now),
        now -> now);
  }
}
