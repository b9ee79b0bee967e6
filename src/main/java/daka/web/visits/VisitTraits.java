package daka.web.visits;

import daka.store.register.People;
import daka.store.register.TokenRole;
import daka.store.visits.Forwarded;
import daka.store.visits.VisitLog;
import daka.web.access.Access;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.http.TypedText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;

/// What visits can be filtered by: `GET /api/v1/visits/traits`, what only the log knows of, and
/// `GET /api/v1/visits/people`, whose visits they may be. Whoever reads the log sees their names
/// there, and is told no more of them here.
public final class VisitTraits implements Resource {
  private static final int MOST_PEOPLE = 10;
  private static final int MAX_SEARCH = 100;

  /// @param readers at which visits began
  /// @param upstreams the names of those the journal is forwarded to
  record Traits(List<String> readers, List<String> upstreams) {}

  /// @param people whom the search means most likely, first
  record Page(List<Found> people) {}

  /// Somebody of the register.
  record Found(String id, String name) {}

  private final Access access;
  private final VisitLog log;
  private final People people;
  private final Supplier<Forwarded> forwarded;

  /// @param forwarded what the town has
  public VisitTraits(Access access, VisitLog log, People people, Supplier<Forwarded> forwarded) {
    this.access = access;
    this.log = log;
    this.people = people;
    this.forwarded = forwarded;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(Visits.PATH + "/traits", access.need(this::traits, TokenRole.AUDITOR));
    routes.get(Visits.PATH + "/people", access.need(this::people, TokenRole.AUDITOR));
  }

  private void traits(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, new Traits(log.readers(), forwarded.get().names()));
  }

  private void people(Context ctx) {
    Query.allow(ctx, "search");
    String search = TypedText.optionalLine("search", ctx.queryParam("search"), MAX_SEARCH);
    Reply.ok(
        ctx,
        new Page(
            people.search(search == null ? "" : search, MOST_PEOPLE).stream()
                .map(person -> new Found(Long.toString(person.id()), person.name()))
                .toList()));
  }
}
