package daka.web.register;

import daka.store.register.PersonalCodes;
import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.access.PinForm;
import daka.web.http.JsonBody;
import daka.web.http.Parameter;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/// `/api/v1/residents/{id}/code`: the four digits that a resident types after a number at the
/// screen. Staff give them, since they sit where people ask; nobody is told them.
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
    Reply.ok(ctx, new Known(codes.has(Parameter.id(ctx, "id", "resident"))));
  }

  private void set(Context ctx) {
    Query.allow(ctx);
    long id = Parameter.id(ctx, "id", "resident");
    if (!codes.set(id, PinForm.code(given.read(ctx).code()))) {
      throw ProblemException.notFound("there is no resident " + id);
    }
    Reply.ok(ctx, new Known(true));
  }

  private void clear(Context ctx) {
    Query.allow(ctx);
    long id = Parameter.id(ctx, "id", "resident");
    if (!codes.clear(id)) {
      throw ProblemException.notFound("resident " + id + " has no code");
    }
    ctx.status(HttpStatus.NO_CONTENT);
  }
}
