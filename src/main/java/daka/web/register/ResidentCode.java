package daka.web.register;

import daka.store.register.PersonalCodes;
import daka.store.register.PersonalCodes.Outcome;
import daka.store.register.PersonalCodes.Standing;
import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.access.PinForm;
import daka.web.http.JsonBody;
import daka.web.http.Parameter;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// `/api/v1/residents/{id}/code`: the four digits that a resident types after a number at the
/// screen. Staff give them, since they sit where people ask; nobody is told them. Giving one and
/// taking it away need `If-Match` with the tag of the `GET`, which there is without a code, too.
public final class ResidentCode implements Resource {
  private static final String PATH = ResidentsRegister.PATH + "/{id}/code";

  /// @param code four digits
  record Given(@Nullable String code) {}

  /// @param set whether there is a code that is good
  record Known(boolean set) {}

  private final JsonBody<Given> given = new JsonBody<>(Given.class);
  private final Access access;
  private final PersonalCodes codes;

  public ResidentCode(Access access, PersonalCodes codes) {
    this.access = access;
    this.codes = codes;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::read, TokenRole.STAFF));
    routes.put(PATH, access.need(this::set, TokenRole.STAFF));
    routes.delete(PATH, access.need(this::clear, TokenRole.STAFF));
  }

  private void read(Context ctx) {
    Query.allow(ctx);
    tell(ctx, codes.standing(Parameter.id(ctx, "id", "resident")));
  }

  private static void tell(Context ctx, Standing now) {
    Precondition.tag(ctx, Precondition.tagOf(now));
    Reply.ok(ctx, new Known(now.set()));
  }

  private void set(Context ctx) {
    Query.allow(ctx);
    long id = Parameter.id(ctx, "id", "resident");
    String code = PinForm.code(given.read(ctx).code());
    switch (codes.set(id, code, seen(ctx))) {
      case Outcome.Done(Standing now) -> tell(ctx, now);
      case Outcome.Nothing() -> throw ProblemException.notFound("there is no resident " + id);
      case Outcome.Stale(Standing now) -> stale(ctx, now);
    }
  }

  private static Predicate<Standing> seen(Context ctx) {
    Precondition.need(ctx);
    return now -> Precondition.tagOf(now).equals(Precondition.seen(ctx, Precondition.tagOf(now)));
  }

  private static void stale(Context ctx, Standing now) {
    Precondition.stale(ctx, new Known(now.set()), Precondition.tagOf(now));
  }

  private void clear(Context ctx) {
    Query.allow(ctx);
    long id = Parameter.id(ctx, "id", "resident");
    switch (codes.clear(id, seen(ctx))) {
      case Outcome.Done(Standing _) -> ctx.status(HttpStatus.NO_CONTENT);
      case Outcome.Nothing() -> throw ProblemException.notFound("resident " + id + " has no code");
      case Outcome.Stale(Standing now) -> stale(ctx, now);
    }
  }
}
