package daka.web;

import static daka.web.JsonBody.required;

import daka.checkin.NotRecordedException;
import daka.checkin.StaffDesk;
import daka.checkin.StaffDesk.Outcome;
import daka.checkin.Visit;
import daka.store.TokenRole;
import daka.store.VisitLog;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What staff do about visits: end one, take one back, let a resident in who has no card at hand or
/// for whom there is no space.
final class VisitCorrections implements Resource {
  private static final int REASON = 200;

  /// @param resident the id
  /// @param room the id
  /// @param reason why the resident is let in although the room or the centre is full; without one
  ///   nobody is
  record Admission(@Nullable String resident, @Nullable String room, @Nullable String reason) {}

  private record Nothing() {}

  private interface Step {
    Outcome on(long visit) throws NotRecordedException;
  }

  private final JsonBody<Admission> admission = new JsonBody<>(Admission.class);
  private final JsonBody<Nothing> nothing = new JsonBody<>(Nothing.class);
  private final Access access;
  private final StaffDesk desk;
  private final VisitLog log;
  private final ZoneId zone;

  VisitCorrections(Access access, StaffDesk desk, VisitLog log, ZoneId zone) {
    this.access = access;
    this.desk = desk;
    this.log = log;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(Visits.PATH, access.need(this::admit, TokenRole.STAFF));
    routes.post(Visits.PATH + "/{id}/depart", access.need(correct(desk::depart), TokenRole.STAFF));
    routes.post(Visits.PATH + "/{id}/void", access.need(correct(desk::voidVisit), TokenRole.STAFF));
  }

  private void admit(Context ctx) throws NotRecordedException {
    Query.allow(ctx);
    Admission wanted = admission.read(ctx);
    long resident = Text.id("resident", required("resident", wanted.resident()));
    String reason = Text.optionalLine("reason", wanted.reason(), REASON);
    Outcome outcome = desk.admit(resident, required("room", wanted.room()), reason);
    answer(ctx, outcome, HttpStatus.CREATED);
  }

  private Handler correct(Step step) {
    return ctx -> {
      Query.allow(ctx);
      if (ctx.req().getContentLengthLong() > 0 || ctx.header(Header.TRANSFER_ENCODING) != null) {
        nothing.read(ctx);
      }
      answer(ctx, step.on(Parameter.id(ctx, "id", "visit")), HttpStatus.OK);
    };
  }

  private void answer(Context ctx, Outcome outcome, HttpStatus done) {
    switch (outcome) {
      case Outcome.Done(Visit visit) -> Reply.json(ctx, done, json(visit.id()));
      case Outcome.Unknown(String what) -> throw ProblemException.notFound("there is no " + what);
      case Outcome.Conflict(String why) -> throw ProblemException.of(HttpStatus.CONFLICT, why);
    }
  }

  private byte[] json(long visit) {
    RowBuffer json = new RowBuffer();
    log.find(visit)
        .ifPresent(
            row ->
                new JsonVisits(new CentreTime(zone), JsonVisits.Frame.ALONE)
                    .visit(json, row, true));
    return json.toByteArray();
  }
}
