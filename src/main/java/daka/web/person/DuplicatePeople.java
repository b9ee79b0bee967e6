package daka.web.person;

import daka.store.person.Duplicates;
import daka.store.person.Duplicates.Pair;
import daka.store.person.Duplicates.Side;
import daka.web.access.Access;
import daka.web.http.CentreTime;
import daka.web.http.OneAtATime;
import daka.web.http.Parameter;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.register.RegisteredReply;
import daka.web.register.ResidentForm;
import daka.web.register.ResidentTag;
import daka.web.register.ResidentsRegister;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/residents/duplicates`: who may be in the register twice, side by side, and
/// `/api/v1/residents/{id}/different/{other}`, which says that two are not one; for administrators.
public final class DuplicatePeople implements Resource {
  private static final int LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  /// A search looks at everybody, with 50 MB for 100,000 people. Who waits holds a thread, and the
  /// kiosk's own listener has few.
  private static final int WAITING = 1;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String DIFFERENT = ResidentsRegister.PATH + "/{id}/different/{other}";

  /// The answer.
  record Page(List<PairForm> pairs) {}

  /// @param reason such as `name-and-phone`
  record PairForm(String reason, SideForm one, SideForm other) {}

  /// @param etag of the resident, to be sent in `If-Match`
  /// @param visits how many there are
  /// @param last when the latest began
  record SideForm(
      ResidentForm resident, String etag, String registered, long visits, @Nullable String last) {}

  private final OneAtATime searches = new OneAtATime("a search for duplicates", WAITING, PATIENCE);
  private final Access access;
  private final Duplicates duplicates;
  private final ZoneId zone;

  public DuplicatePeople(Access access, Duplicates duplicates, ZoneId zone) {
    this.access = access;
    this.duplicates = duplicates;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(ResidentsRegister.PATH + "/duplicates", access.need(this::list));
    routes.put(DIFFERENT, access.need(ctx -> tell(ctx, true)));
    routes.delete(DIFFERENT, access.need(ctx -> tell(ctx, false)));
  }

  private void list(Context ctx) {
    Query.allow(ctx, "limit");
    int limit = (int) Parameter.number(ctx, "limit", 1, MAX_LIMIT, LIMIT);
    List<Pair> pairs = searches.run(ctx, () -> duplicates.find(limit));
    Reply.ok(ctx, new Page(pairs.stream().map(this::pair).toList()));
  }

  private PairForm pair(Pair pair) {
    String reason = pair.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new PairForm(reason, side(pair.one()), side(pair.other()));
  }

  private SideForm side(Side side) {
    CentreTime time = new CentreTime(zone);
    Instant last = side.last();
    return new SideForm(
        ResidentForm.of(side.resident()),
        ResidentTag.of(side.resident()),
        time.text(side.registered()),
        side.visits(),
        last == null ? null : time.text(last));
  }

  private void tell(Context ctx, boolean different) {
    Query.allow(ctx);
    long one = Parameter.id(ctx, "id", "resident");
    RegisteredReply.done(duplicates.tell(one, Parameter.id(ctx, "other", "resident"), different));
    ctx.status(HttpStatus.NO_CONTENT);
  }
}
