package daka.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import daka.checkin.Hours;
import daka.checkin.Ledger;
import daka.checkin.Room;
import daka.checkin.RoomSpace;
import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.http.CentreTime;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/occupancy`: how many people are in each room, now.
final class Occupancies implements Resource {

  /// @param inside people in the whole centre
  record Occupancy(String at, int inside, List<RoomOccupancy> rooms) {}

  /// @param inside people in the room
  /// @param language of `name`, a BCP 47 tag; left out if it is the centre's own
  /// @param names in other languages, by BCP 47 tags
  /// @param closed true if nobody is let in now, else left out
  record RoomOccupancy(
      String id,
      String name,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String language,
      Map<String, String> names,
      String floor,
      int capacity,
      int inside,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean closed) {

    /// @param day the day of the opening
    static RoomOccupancy of(RoomSpace space, LocalDate day) {
      Room room = space.room();
      return new RoomOccupancy(
          room.id(),
          room.name(),
          room.title().language(),
          room.title().others(),
          room.floor(),
          room.capacity(),
          space.inside(),
          space.isClosed(day) ? true : null);
    }
  }

  private final Access access;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Hours hours;

  Occupancies(Access access, Ledger ledger, InstantSource clock, Hours hours) {
    this.access = access;
    this.ledger = ledger;
    this.clock = clock;
    this.hours = hours;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/occupancy", access.need(this::answer, TokenRole.STAFF, TokenRole.AUDITOR));
  }

  private void answer(Context ctx) {
    Query.allow(ctx);
    Instant now = clock.instant();
    LocalDate day = hours.openingDay(now);
    List<RoomOccupancy> rooms =
        ledger.rooms().stream().map(space -> RoomOccupancy.of(space, day)).toList();
    int inside = rooms.stream().mapToInt(RoomOccupancy::inside).sum();
    Reply.ok(ctx, new Occupancy(new CentreTime(hours.zone()).text(now), inside, rooms));
  }
}
