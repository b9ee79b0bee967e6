package daka.web.person;

import daka.store.register.Family;
import daka.store.register.Family.Relative;
import daka.store.register.Relation;
import daka.web.access.Access;
import daka.web.http.JsonBody;
import daka.web.http.Parameter;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.register.ResidentTag;
import daka.web.register.ResidentsRegister;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/api/v1/residents/{id}/family`: who of the register belongs to somebody, for administrators.
/// The revision is that of the whole family.
public final class FamilyRegister implements Resource {
  private static final String PATH = ResidentsRegister.PATH + "/{id}/family";

  /// The answer.
  record Page(List<RelativeForm> family) {}

  /// @param relation what the other is to the resident, such as `parent`
  record RelativeForm(String id, String name, @Nullable String phone, String relation) {
    static RelativeForm of(Relative relative) {
      return new RelativeForm(
          Long.toString(relative.id()),
          relative.name(),
          relative.phone(),
          relative.relation().wireName());
    }
  }

  /// What the other is to the resident.
  record RelationForm(@Nullable String relation) {}

  private final JsonBody<RelationForm> body = new JsonBody<>(RelationForm.class);
  private final Access access;
  private final Family family;

  public FamilyRegister(Access access, Family family) {
    this.access = access;
    this.family = family;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::list));
    routes.put(PATH + "/{relative}", access.need(this::put));
    routes.delete(PATH + "/{relative}", access.need(this::remove));
  }

  private void list(Context ctx) {
    Query.allow(ctx);
    answer(ctx, present(ctx));
  }

  private List<Relative> present(Context ctx) {
    long id = Parameter.id(ctx, "id", "resident");
    List<Relative> present = family.list(id);
    if (present == null) {
      throw ProblemException.notFound("there is no resident " + id);
    }
    return present;
  }

  private static void answer(Context ctx, List<Relative> family) {
    Precondition.tag(ctx, tag(family));
    Reply.ok(ctx, page(family));
  }

  private static Page page(List<Relative> family) {
    return new Page(family.stream().map(RelativeForm::of).toList());
  }

  private static String tag(List<Relative> family) {
    return ResidentTag.of(page(family));
  }

  private void put(Context ctx) {
    Query.allow(ctx);
    String seen = Precondition.seen(ctx, tag(present(ctx)));
    Relation relation = relation(body.read(ctx).relation());
    long id = Parameter.id(ctx, "id", "resident");
    long relative = Parameter.id(ctx, "relative", "resident");
    if (id == relative) {
      throw ProblemException.badRequest("nobody belongs to themselves; name another resident");
    }
    tell(ctx, family.put(id, relative, relation, isSeen(seen)));
  }

  private static Relation relation(@Nullable String given) {
    return Relation.ofWireName(JsonBody.required("relation", given))
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "\"relation\" must be one of "
                        + Arrays.stream(Relation.values())
                            .map(Relation::wireName)
                            .collect(Collectors.joining(", "))));
  }

  private void remove(Context ctx) {
    Query.allow(ctx);
    String seen = Precondition.seen(ctx, tag(present(ctx)));
    long relative = Parameter.id(ctx, "relative", "resident");
    tell(ctx, family.remove(Parameter.id(ctx, "id", "resident"), relative, isSeen(seen)));
  }

  private static Predicate<List<Relative>> isSeen(String seen) {
    return now -> tag(now).equals(seen);
  }

  private static void tell(Context ctx, Family.Outcome outcome) {
    switch (outcome) {
      case Family.Outcome.Done(var now) -> answer(ctx, now);
      case Family.Outcome.Unknown(String what) ->
          throw ProblemException.notFound("there is no " + what);
      case Family.Outcome.Stale(var current) ->
          Precondition.stale(ctx, page(current), tag(current));
    }
  }
}
