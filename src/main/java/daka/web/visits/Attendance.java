package daka.web.visits;

import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.visits.RollCall.Present;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/// Who is here, for staff: `GET /api/v1/inside`, and `GET /api/v1/left`, who has left again today,
/// both with full names and, if asked so, of one room.
public final class Attendance implements Resource {
  private static final int MAX_LEFT = 100;

  /// @param visits the newest departures first
  record Left(List<Present> visits) {}

  private final Access access;
  private final RollCall roll;
  private final InstantSource clock;
  private final ZoneId zone;

  public Attendance(Access access, RollCall roll, InstantSource clock, ZoneId zone) {
    this.access = access;
    this.roll = roll;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/inside", access.need(this::inside, TokenRole.STAFF));
    routes.get("/api/v1/left", access.need(this::left, TokenRole.STAFF));
  }

  private void inside(Context ctx) {
    Query.allow(ctx, "room");
    Reply.ok(ctx, roll.call(ctx.queryParam("room")));
  }

  private void left(Context ctx) {
    Query.allow(ctx, "room");
    Instant today = LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
    Reply.ok(
        ctx,
        new Left(
            roll.left(today, ctx.queryParam("room"), MAX_LEFT).stream()
                .sorted(
                    (a, b) -> String.valueOf(b.departed()).compareTo(String.valueOf(a.departed())))
                .toList()));
  }
}
