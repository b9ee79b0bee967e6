package daka.web;

import daka.checkin.Names;
import daka.store.VisitBatch;
import daka.store.VisitFilter;
import daka.store.VisitKey;
import daka.store.VisitLog;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /screen/roll-call`, on the kiosk's own listener only: everyone who is inside, with masked
/// names. In an evacuation nobody should have to unlock a screen first.
public final class RollCall implements Resource {
  private static final int BATCH = 2_000;

  /// @param at when the roll was called
  /// @param inside how many people are inside
  /// @param visits the open visits, oldest first
  record Roll(String at, int inside, List<Present> visits) {}

  /// A visit on the roll.
  ///
  /// @param name null for guests
  /// @param room the id of the room
  /// @param departed null while the visit is open
  /// @param ended how it ended, null while it is open
  record Present(
      String visit,
      @Nullable String name,
      int party,
      String room,
      String arrived,
      @Nullable String departed,
      @Nullable String ended) {

    static Present of(VisitBatch row, CentreTime time) {
      boolean open = row.isEmpty(VisitBatch.DEPARTED);
      return new Present(
          row.text(VisitBatch.VISIT),
          row.isEmpty(VisitBatch.NAME) ? null : row.text(VisitBatch.NAME),
          (int) row.number(VisitBatch.PARTY),
          row.text(VisitBatch.ROOM),
          time.text(Instant.ofEpochMilli(row.number(VisitBatch.ARRIVED))),
          open ? null : time.text(Instant.ofEpochMilli(row.number(VisitBatch.DEPARTED))),
          open ? null : row.text(VisitBatch.ENDED));
    }

    Present masked() {
      String shown = name == null ? null : Names.mask(name);
      return new Present(visit, shown, party, room, arrived, departed, ended);
    }
  }

  private final VisitLog log;
  private final InstantSource clock;
  private final ZoneId zone;

  public RollCall(VisitLog log, InstantSource clock, ZoneId zone) {
    this.log = log;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/screen/roll-call", this::answer);
  }

  private void answer(Context ctx) {
    Query.allow(ctx);
    Roll roll = call(null);
    Reply.ok(
        ctx,
        new Roll(roll.at(), roll.inside(), roll.visits().stream().map(Present::masked).toList()));
  }

  /// Everyone who is inside, with full names.
  ///
  /// @param room the id of the room that is asked for, or null for all
  Roll call(@Nullable String room) {
    VisitFilter open = new VisitFilter(null, null, room, null, true, Long.MAX_VALUE);
    List<Present> visits = read(open);
    int inside = visits.stream().mapToInt(Present::party).sum();
    return new Roll(new CentreTime(zone).text(clock.instant()), inside, visits);
  }

  /// The visits that are asked for, oldest first.
  List<Present> read(VisitFilter filter) {
    CentreTime time = new CentreTime(zone);
    List<Present> visits = new ArrayList<>();
    VisitKey after = VisitKey.BEGIN;
    int size = BATCH;
    while (size == BATCH) {
      VisitBatch batch = log.read(filter, after, BATCH);
      while (batch.next()) {
        visits.add(Present.of(batch, time));
      }
      size = batch.size();
      after = size == 0 ? after : batch.lastKey();
    }
    return visits;
  }
}
