package daka.web.register;

import daka.checkin.Role;
import daka.store.register.People;
import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.http.Parameter;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.http.TypedText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/people`: people by name, initials or pinyin, for staff who help one of them.
public final class PeopleSearch implements Resource {
  private static final int LIMIT = 20;
  private static final int MAX_LIMIT = 50;
  private static final int MAX_SEARCH = 100;

  /// The answer.
  record Page(List<Found> people) {}

  /// @param room where the person is now
  record Found(String id, String name, Role role, @Nullable String born, @Nullable String room) {}

  private final Access access;
  private final People people;

  public PeopleSearch(Access access, People people) {
    this.access = access;
    this.people = people;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/people", access.need(this::answer, TokenRole.STAFF));
  }

  private void answer(Context ctx) {
    Query.allow(ctx, "search", "limit");
    String search = TypedText.optionalLine("search", ctx.queryParam("search"), MAX_SEARCH);
    int limit = (int) Parameter.number(ctx, "limit", 1, MAX_LIMIT, LIMIT);
    List<Found> found =
        people.search(search == null ? "" : search, limit).stream()
            .map(
                person ->
                    new Found(
                        Long.toString(person.id()),
                        person.name(),
                        person.role(),
                        person.born(),
                        person.room()))
            .toList();
    Reply.ok(ctx, new Page(found));
  }
}
