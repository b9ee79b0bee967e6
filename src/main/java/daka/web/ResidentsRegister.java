package daka.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import daka.store.Resident;
import daka.store.Residents;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/v1/residents`: the register, for administrators.
final class ResidentsRegister implements Resource {
  static final String PATH = "/api/v1/residents";

  private static final int PAGE = 100;
  private static final int MAX_PAGE = 1_000;
  private static final int MAX_SEARCH = 100;

  /// @param next the `after` of the next page, or null if this is the last
  record Page(
      List<ResidentForm> residents,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {}

  private final JsonBody<ResidentForm> body = new JsonBody<>(ResidentForm.class);
  private final Access access;
  private final Residents residents;

  ResidentsRegister(Access access, Residents residents) {
    this.access = access;
    this.residents = residents;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::list));
    routes.post(PATH, access.need(this::add));
    routes.get(PATH + "/{id}", access.need(this::read));
    routes.put(PATH + "/{id}", access.need(this::change));
    routes.delete(PATH + "/{id}", access.need(this::delete));
  }

  private void list(Context ctx) {
    Query.allow(ctx, "search", "after", "limit");
    String search = Text.optionalLine("search", ctx.queryParam("search"), MAX_SEARCH);
    long after = Parameter.number(ctx, "after", 0, Long.MAX_VALUE, 0);
    int limit = (int) Parameter.number(ctx, "limit", 1, MAX_PAGE, PAGE);
    List<Resident> found = residents.list(search == null ? "" : search, after, limit + 1);
    List<Resident> page = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? Long.toString(page.getLast().id()) : null;
    if (next != null) {
      Link.next(ctx, next);
    }
    Reply.ok(ctx, new Page(page.stream().map(ResidentForm::of).toList(), next));
  }

  private void add(Context ctx) {
    Query.allow(ctx);
    ResidentForm form = body.read(ctx);
    Resident added = RegisteredReply.done(residents.add(form.person(), form.newCards()));
    ctx.header(Header.LOCATION, PATH + "/" + added.id());
    Reply.created(ctx, ResidentForm.of(added));
  }

  private void read(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, ResidentForm.of(present(ctx)));
  }

  private Resident present(Context ctx) {
    long id = Parameter.id(ctx, "id", "resident");
    return residents
        .find(id)
        .orElseThrow(() -> ProblemException.notFound("there is no resident " + id));
  }

  private void change(Context ctx) {
    Query.allow(ctx);
    Resident present = present(ctx);
    ResidentForm form = body.read(ctx);
    form.checkUnchanged(present);
    Reply.ok(
        ctx, ResidentForm.of(RegisteredReply.done(residents.change(present.id(), form.person()))));
  }

  private void delete(Context ctx) {
    Query.allow(ctx);
    RegisteredReply.done(residents.delete(Parameter.id(ctx, "id", "resident")));
    ctx.status(HttpStatus.NO_CONTENT);
  }
}
