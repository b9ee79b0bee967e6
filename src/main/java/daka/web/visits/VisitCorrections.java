package daka.web.visits;

import static daka.web.http.JsonBody.required;

import com.fasterxml.jackson.databind.util.RawValue;
import daka.checkin.NotRecordedException;
import daka.checkin.Rules;
import daka.checkin.StaffDesk;
import daka.checkin.StaffDesk.Outcome;
import daka.checkin.Visit;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.once.OwnIds;
import daka.store.register.TokenRole;
import daka.store.visits.Forwarded;
import daka.store.visits.VisitBatch;
import daka.store.visits.VisitLog;
import daka.web.access.Access;
import daka.web.http.CentreTime;
import daka.web.http.Json;
import daka.web.http.JsonBody;
import daka.web.http.Parameter;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.http.RowBuffer;
import daka.web.http.TypedText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What staff do about visits: look at one, end one, take one or its departure back, move one to
/// another room, let somebody in who has no card at hand or for whom there is no space. What puts a
/// visit right needs `If-Match` with the tag that the visit was told with.
public final class VisitCorrections implements Resource {
  private static final int REASON = 200;

  /// @param resident the id
  /// @param party instead of the resident, how many guests
  /// @param room the id
  /// @param reason why they are let in although the room or the centre is full; without one nobody
  ///   is
  record Admission(
      @Nullable String resident,
      @Nullable Integer party,
      @Nullable String room,
      @Nullable String reason) {}

  /// @param room the id of the room the visit goes on in
  /// @param reason why, although that room is full; without one it does not
  record Move(@Nullable String room, @Nullable String reason) {}

  /// @param reason why, for the audit log; may be left out
  record Why(@Nullable String reason) {}

  private interface Step {
    Outcome on(StaffDesk desk, long visit) throws NotRecordedException;
  }

  private final JsonBody<Admission> admission = new JsonBody<>(Admission.class);
  private final JsonBody<Move> move = new JsonBody<>(Move.class);
  private final JsonBody<Why> why = new JsonBody<>(Why.class);
  private final Access access;
  private final StaffDesk desk;
  private final VisitLog log;
  private final OwnIds ownIds;
  private final Supplier<Forwarded> forwarded;
  private final ZoneId zone;

  /// @param ownIds of visits
  /// @param forwarded what the town has; asked for who reads, as what was just done it has not yet
  public VisitCorrections(
      Access access,
      StaffDesk desk,
      VisitLog log,
      OwnIds ownIds,
      Supplier<Forwarded> forwarded,
      ZoneId zone) {
    this.access = access;
    this.desk = desk;
    this.log = log;
    this.ownIds = ownIds;
    this.forwarded = forwarded;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(Visits.PATH, access.need(this::admit, TokenRole.STAFF));
    routes.get(Visits.PATH + "/{id}", access.need(this::read, TokenRole.STAFF));
    routes.put(Visits.PATH + "/{id}", access.need(this::make, TokenRole.STAFF));
    routes.post(
        Visits.PATH + "/{id}/depart",
        access.need(correct("departed", StaffDesk::depart), TokenRole.STAFF));
    routes.post(
        Visits.PATH + "/{id}/void",
        access.need(correct("voided", StaffDesk::voidVisit), TokenRole.STAFF));
    routes.post(
        Visits.PATH + "/{id}/reopen",
        access.need(correct("reopened", StaffDesk::reopen), TokenRole.STAFF));
    routes.post(Visits.PATH + "/{id}/move", access.need(this::move, TokenRole.STAFF));
  }

  private void admit(Context ctx) throws NotRecordedException {
    Query.allow(ctx);
    answer(ctx, admit(admission.read(ctx)), HttpStatus.CREATED);
  }

  private void read(Context ctx) {
    Query.allow(ctx);
    long visit = Parameter.id(ctx, "id", "visit");
    VisitBatch row =
        log.find(visit).orElseThrow(() -> ProblemException.notFound("there is no visit " + visit));
    Precondition.tag(ctx, VisitTag.of(row));
    Reply.json(ctx, HttpStatus.OK, json(row, forwarded.get()));
  }

  private void make(Context ctx) throws NotRecordedException {
    Query.allow(ctx);
    String own = Parameter.ownId(ctx, "id");
    if (own == null) {
      throw ProblemException.notFound(
          "a visit begins under a UUID of your own; one that is there is changed by POST …/depart,"
              + " …/void, …/reopen or …/move");
    }
    Precondition.needCreation(ctx);
    Admission wanted = admission.read(ctx);
    Long resident = wanted.resident() == null ? null : TypedText.id("resident", wanted.resident());
    switch (ownIds.once(own, resident, Json.bytes(wanted), () -> admit(wanted))) {
      case OwnIds.Outcome.Now<Outcome>(Outcome outcome) -> answer(ctx, outcome, HttpStatus.CREATED);
      case OwnIds.Outcome.Before<Outcome>(long made, boolean same) -> {
        if (!same) {
          throw ProblemException.of(
              HttpStatus.CONFLICT,
              "visit " + made + " began under this id, and otherwise; choose another id");
        }
        tell(ctx, made, HttpStatus.OK);
      }
    }
  }

  private Outcome admit(Admission wanted) throws NotRecordedException {
    String room = required("room", wanted.room());
    String reason = TypedText.optionalLine("reason", wanted.reason(), REASON);
    if ((wanted.resident() == null) == (wanted.party() == null)) {
      throw ProblemException.badRequest("give either \"resident\" or \"party\"");
    }
    return AuditLog.correcting(
        deed("admitted", reason),
        () ->
            wanted.resident() == null
                ? desk.admitGuests(party(required("party", wanted.party())), room, reason)
                : desk.admit(TypedText.id("resident", wanted.resident()), room, reason));
  }

  /// A number of guests.
  ///
  /// @throws ProblemException 400 if it is smaller or larger than a party may be
  public static int party(int party) {
    if (party < 1 || party > Rules.MAX_PARTY) {
      throw ProblemException.badRequest(
          "field \"party\" must be from 1 to " + Rules.MAX_PARTY + ", not " + party);
    }
    return party;
  }

  private void move(Context ctx) throws NotRecordedException {
    Query.allow(ctx);
    long visit = Parameter.id(ctx, "id", "visit");
    Move wanted = move.read(ctx);
    String reason = TypedText.optionalLine("reason", wanted.reason(), REASON);
    String room = required("room", wanted.room());
    StaffDesk asSeen = desk.onlyIf(VisitTag.seen(ctx));
    Outcome outcome =
        AuditLog.correcting(deed("moved", reason), () -> asSeen.move(visit, room, reason));
    answer(ctx, outcome, HttpStatus.OK);
  }

  private Handler correct(String what, Step step) {
    return ctx -> {
      Query.allow(ctx);
      long visit = Parameter.id(ctx, "id", "visit");
      String reason = reason(ctx);
      StaffDesk asSeen = desk.onlyIf(VisitTag.seen(ctx));
      Outcome outcome = AuditLog.correcting(deed(what, reason), () -> step.on(asSeen, visit));
      answer(ctx, outcome, HttpStatus.OK);
    };
  }

  private @Nullable String reason(Context ctx) {
    boolean given =
        ctx.req().getContentLengthLong() > 0 || ctx.header(Header.TRANSFER_ENCODING) != null;
    return given ? TypedText.optionalLine("reason", why.read(ctx).reason(), REASON) : null;
  }

  private static Deed deed(String what, @Nullable String reason) {
    return Deed.of("visit." + what).because(reason);
  }

  private void answer(Context ctx, Outcome outcome, HttpStatus done) {
    switch (outcome) {
      case Outcome.Done(Visit visit) -> tell(ctx, visit.id(), done);
      case Outcome.Unknown(String what) -> throw ProblemException.notFound("there is no " + what);
      case Outcome.Conflict(String why) -> throw ProblemException.of(HttpStatus.CONFLICT, why);
      case Outcome.Stale(Visit now) -> stale(ctx, now.id());
    }
  }

  private void tell(Context ctx, long visit, HttpStatus status) {
    log.find(visit)
        .ifPresent(
            row -> {
              Precondition.tag(ctx, VisitTag.of(row));
              Reply.json(ctx, status, json(row, Forwarded.TO_NOBODY));
            });
  }

  private void stale(Context ctx, long visit) {
    VisitBatch row = log.find(visit).orElse(null);
    if (row == null) {
      Precondition.stale(ctx, null, null);
      return;
    }
    String current = new String(json(row, Forwarded.TO_NOBODY), StandardCharsets.UTF_8);
    Precondition.stale(ctx, new RawValue(current), VisitTag.of(row));
  }

  private byte[] json(VisitBatch row, Forwarded to) {
    RowBuffer json = new RowBuffer();
    new JsonVisits(new CentreTime(zone), to, JsonVisits.Frame.ALONE).visit(json, row, true);
    return json.toByteArray();
  }
}
