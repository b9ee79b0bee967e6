package daka.web;

import daka.checkin.Ledger;
import daka.checkin.Room;
import daka.checkin.RoomSpace;
import daka.store.TokenRole;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/// `GET /api/v1/occupancy`: how many people are in each room, now.
final class Occupancies implements Resource {

  /// @param inside people in the whole centre
  record Occupancy(String at, int inside, List<RoomOccupancy> rooms) {}

  /// @param inside people in the room
  record RoomOccupancy(String id, String name, String floor, int capacity, int inside) {
    static RoomOccupancy of(RoomSpace space) {
      Room room = space.room();
      return new RoomOccupancy(
          room.id(), room.name(), room.floor(), room.capacity(), space.inside());
    }
  }

  private final Access access;
  private final Ledger ledger;
  private final InstantSource clock;
  private final ZoneId zone;

  Occupancies(Access access, Ledger ledger, InstantSource clock, ZoneId zone) {
    this.access = access;
    this.ledger = ledger;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/occupancy", access.need(this::answer, TokenRole.STAFF, TokenRole.AUDITOR));
  }

  private void answer(Context ctx) {
    Query.allow(ctx);
    List<RoomOccupancy> rooms = ledger.rooms().stream().map(RoomOccupancy::of).toList();
    int inside = rooms.stream().mapToInt(RoomOccupancy::inside).sum();
    Reply.ok(ctx, new Occupancy(new CentreTime(zone).text(clock.instant()), inside, rooms));
  }
}
