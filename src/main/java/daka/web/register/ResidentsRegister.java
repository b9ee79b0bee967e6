package daka.web.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import daka.store.audit.AuditLog;
import daka.store.once.OwnIds;
import daka.store.person.Erasure;
import daka.store.register.Registration;
import daka.store.register.Resident;
import daka.store.register.Residents;
import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.access.AuditedExport;
import daka.web.http.HeadAsGet;
import daka.web.http.Json;
import daka.web.http.JsonBody;
import daka.web.http.Link;
import daka.web.http.Parameter;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.http.TypedText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/v1/residents`: the register, for administrators.
public final class ResidentsRegister implements Resource {
  public static final String PATH = "/api/v1/residents";

  private static final int PAGE = 100;
  private static final int MAX_PAGE = 1_000;
  private static final int MAX_SEARCH = 100;

  /// @param next the `after` of the next page, or null if this is the last
  record Page(
      List<ResidentForm> residents,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {}

  private final JsonBody<ResidentForm> body = new JsonBody<>(ResidentForm.class);
  private final Access access;
  private final AuditLog audit;
  private final Residents residents;
  private final Erasure erasure;
  private final OwnIds ownIds;

  /// @param ownIds of residents
  public ResidentsRegister(
      Access access, AuditLog audit, Residents residents, Erasure erasure, OwnIds ownIds) {
    this.access = access;
    this.audit = audit;
    this.residents = residents;
    this.erasure = erasure;
    this.ownIds = ownIds;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::list));
    routes.post(PATH, access.need(this::add));
    routes.get(PATH + "/{id}", access.need(this::read));
    routes.put(PATH + "/{id}", access.need(this::put));
    routes.delete(PATH + "/{id}", access.need(this::delete));
  }

  private void list(Context ctx) {
    Query.allow(ctx, "search", "after", "limit");
    String search = TypedText.optionalLine("search", ctx.queryParam("search"), MAX_SEARCH);
    long after = Parameter.number(ctx, "after", 0, Long.MAX_VALUE, 0);
    int limit = (int) Parameter.number(ctx, "limit", 1, MAX_PAGE, PAGE);
    List<Resident> found = residents.list(search == null ? "" : search, after, limit + 1);
    List<Resident> page = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? Long.toString(page.getLast().id()) : null;
    if (next != null) {
      Link.next(ctx, next);
    }
    byte[] json = Json.bytes(new Page(page.stream().map(ResidentForm::of).toList(), next));
    if (Access.isProgram(ctx) && !HeadAsGet.isAsked(ctx.req())) {
      AuditedExport.whole(audit, "residents", json, page.size());
    }
    Reply.json(ctx, HttpStatus.OK, json);
  }

  private void add(Context ctx) {
    Query.allow(ctx);
    created(ctx, add(body.read(ctx)));
  }

  private Registration add(ResidentForm form) {
    return residents.add(form.person(), form.newCards(), form.newConsent(), TokenRole.ADMIN);
  }

  private static void created(Context ctx, Registration registered) {
    Resident added = RegisteredReply.done(registered);
    ctx.header(Header.LOCATION, PATH + "/" + added.id());
    ResidentTag.tell(ctx, added);
    Reply.created(ctx, ResidentForm.of(added));
  }

  private void read(Context ctx) {
    Query.allow(ctx);
    answer(ctx, present(ctx));
  }

  private static void answer(Context ctx, Resident resident) {
    ResidentTag.tell(ctx, resident);
    Reply.ok(ctx, ResidentForm.of(resident));
  }

  private Resident present(Context ctx) {
    long id = Parameter.id(ctx, "id", "resident");
    return residents
        .find(id)
        .orElseThrow(() -> ProblemException.notFound("there is no resident " + id));
  }

  private void put(Context ctx) {
    String own = Parameter.ownId(ctx, "id");
    if (own == null) {
      change(ctx);
    } else {
      make(ctx, own);
    }
  }

  private void make(Context ctx, String own) {
    Query.allow(ctx);
    Precondition.needCreation(ctx);
    ResidentForm form = body.read(ctx);
    switch (ownIds.once(own, null, Json.bytes(form.withoutPins()), () -> add(form))) {
      case OwnIds.Outcome.Now<Registration>(Registration registered) -> created(ctx, registered);
      case OwnIds.Outcome.Before<Registration>(long made, boolean same) -> {
        Resident now = residents.find(made).orElseThrow(() -> RegisteredReply.gone(own));
        if (same) {
          answer(ctx, now);
        } else {
          ResidentTag.stale(ctx, now);
        }
      }
    }
  }

  private void change(Context ctx) {
    Query.allow(ctx);
    Resident present = present(ctx);
    String seen = Precondition.seen(ctx, ResidentTag.of(present));
    ResidentForm form = body.read(ctx);
    form.checkUnchanged(present);
    Registration changed =
        residents.change(
            present.id(), form.changed(present), now -> ResidentTag.of(now).equals(seen));
    if (changed instanceof Registration.Stale(Resident current)) {
      ResidentTag.stale(ctx, current);
    } else {
      answer(ctx, RegisteredReply.done(changed));
    }
  }

  private void delete(Context ctx) {
    Query.allow(ctx);
    Resident present = present(ctx);
    String seen = Precondition.seen(ctx, ResidentTag.of(present));
    switch (erasure.delete(present.id(), now -> ResidentTag.of(now).equals(seen))) {
      case Erasure.Outcome.Done _ -> ctx.status(HttpStatus.NO_CONTENT);
      case Erasure.Outcome.Refused(Registration.Stale(Resident current)) ->
          ResidentTag.stale(ctx, current);
      case Erasure.Outcome.Refused(Registration why) -> RegisteredReply.done(why);
    }
  }
}
