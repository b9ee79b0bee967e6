package daka.web.visits;

import com.fasterxml.jackson.annotation.JsonIgnore;
import daka.checkin.Desk;
import daka.checkin.Names;
import daka.store.visits.VisitBatch;
import daka.store.visits.VisitFilter;
import daka.store.visits.VisitKey;
import daka.store.visits.VisitLog;
import daka.web.http.CentreTime;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
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

  /// What stands for the name of somebody who came by a typed number: on the roll, and not named.
  private static final String NOBODY = "**";

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
  /// @param etag to be sent in `If-Match` by whoever puts it right; null for who may not
  /// @param typed whether it began with a number that was typed, by somebody who is to be told no
  ///   name
  record Present(
      String visit,
      @Nullable String name,
      int party,
      String room,
      String arrived,
      @Nullable String departed,
      @Nullable String ended,
      @Nullable String etag,
      @JsonIgnore boolean typed) {

    static Present of(VisitBatch row, CentreTime time) {
      boolean open = row.isEmpty(VisitBatch.DEPARTED);
      return new Present(
          row.text(VisitBatch.VISIT),
          row.isEmpty(VisitBatch.NAME) ? null : row.text(VisitBatch.NAME),
          (int) row.number(VisitBatch.PARTY),
          row.text(VisitBatch.ROOM),
          time.text(Instant.ofEpochMilli(row.number(VisitBatch.ARRIVED))),
          open ? null : time.text(Instant.ofEpochMilli(row.number(VisitBatch.DEPARTED))),
          open ? null : row.text(VisitBatch.ENDED),
          VisitTag.of(row),
          row.text(VisitBatch.READER).equals(Desk.KEYPAD));
    }

    Present masked() {
      String shown = name == null ? null : typed ? NOBODY : Names.mask(name);
      return new Present(visit, shown, party, room, arrived, departed, ended, null, typed);
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

  private List<Present> read(VisitFilter filter) {
    List<Present> visits = new ArrayList<>();
    VisitKey after = VisitKey.BEGIN;
    int size = BATCH;
    while (size == BATCH) {
      VisitBatch batch = log.read(filter, after, BATCH);
      add(visits, batch);
      size = batch.size();
      after = size == 0 ? after : batch.lastKey();
    }
    return visits;
  }

  private void add(List<Present> visits, VisitBatch batch) {
    CentreTime time = new CentreTime(zone);
    while (batch.next()) {
      visits.add(Present.of(batch, time));
    }
  }

  /// Who has left again, oldest first; see [VisitLog#left].
  List<Present> left(Instant since, @Nullable String room, int limit) {
    List<Present> visits = new ArrayList<>();
    add(visits, log.left(since, room, limit));
    return visits;
  }
}
