package daka.web.admin;

import daka.checkin.Hours;
import daka.checkin.Room;
import daka.checkin.RoomSpace;
import daka.health.Part;
import daka.store.journal.Cursors;
import daka.store.register.TokenRole;
import daka.store.visits.DayLog;
import daka.web.access.Access;
import daka.web.http.CentreTime;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the first and the last page of the office show: `GET /api/v1/today`, `GET /api/v1/about`
/// and `GET /api/v1/sbom.json`.
public final class OfficeApi implements Resource {

  /// What does not change while the kiosk runs.
  ///
  /// @param name of the centre
  /// @param languages of the centre, its own first
  /// @param version of the program
  /// @param partsList where the list of what the program is made of lies; it may be missing
  public record Centre(
      String name, Hours hours, List<String> languages, String version, Path partsList) {}

  /// @param inside people in the whole centre
  /// @param arrivals how many people came in each hour of the centre's day, 24 numbers
  /// @param parts of the kiosk that are not well
  /// @param setAside how many events the town has refused for good
  record Today(
      String at,
      int inside,
      List<RoomNow> rooms,
      List<Integer> arrivals,
      List<Part> parts,
      int setAside) {}

  /// @param language of `name`, a BCP 47 tag; left out if it is the centre's own
  /// @param names in other languages, by BCP 47 tags
  /// @param inside people in the room
  record RoomNow(
      String id,
      String name,
      @Nullable String language,
      Map<String, String> names,
      String floor,
      int capacity,
      int inside,
      boolean closed) {}

  /// @param centre its name
  /// @param zone its time zone
  /// @param parts all parts of the kiosk
  record About(
      String centre,
      String zone,
      List<String> languages,
      String version,
      String java,
      String licence,
      List<Part> parts) {}

  private final Access access;
  private final Centre centre;
  private final Supplier<List<RoomSpace>> rooms;
  private final DayLog day;
  private final Cursors cursors;
  private final Supplier<List<Part>> health;
  private final InstantSource clock;

  /// @param health how each part of the kiosk is; asked for each answer
  public OfficeApi(
      Access access,
      Centre centre,
      Supplier<List<RoomSpace>> rooms,
      DayLog day,
      Cursors cursors,
      Supplier<List<Part>> health,
      InstantSource clock) {
    this.access = access;
    this.centre = centre;
    this.rooms = rooms;
    this.day = day;
    this.cursors = cursors;
    this.health = health;
    this.clock = clock;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/today", access.need(this::today, TokenRole.STAFF, TokenRole.AUDITOR));
    routes.get("/api/v1/about", access.need(this::about, TokenRole.STAFF, TokenRole.AUDITOR));
    routes.get("/api/v1/sbom.json", access.need(this::sbom, TokenRole.STAFF, TokenRole.AUDITOR));
  }

  private void today(Context ctx) {
    Query.allow(ctx);
    Instant now = clock.instant();
    List<RoomNow> all = rooms.get().stream().map(space -> room(space, now)).toList();
    Reply.ok(
        ctx,
        new Today(
            new CentreTime(centre.hours().zone()).text(now),
            all.stream().mapToInt(RoomNow::inside).sum(),
            all,
            Arrays.stream(day.arrivals(centre.hours().day(now))).boxed().toList(),
            health.get().stream().filter(part -> part.state() != Part.State.OK).toList(),
            cursors.setAsideCount()));
  }

  private RoomNow room(RoomSpace space, Instant now) {
    Room room = space.room();
    return new RoomNow(
        room.id(),
        room.name(),
        room.title().language(),
        room.title().others(),
        room.floor(),
        room.capacity(),
        space.inside(),
        space.isClosed(centre.hours().openingDay(now)));
  }

  private void about(Context ctx) {
    Query.allow(ctx);
    Reply.ok(
        ctx,
        new About(
            centre.name(),
            centre.hours().zone().getId(),
            centre.languages(),
            centre.version(),
            Runtime.version().toString(),
            "Apache-2.0",
            health.get()));
  }

  private void sbom(Context ctx) throws IOException {
    Query.allow(ctx);
    if (!Files.isReadable(centre.partsList())) {
      throw ProblemException.notFound(
          "this copy of the program came without "
              + centre.partsList().getFileName()
              + "; it stands beside the jar of each release");
    }
    Reply.json(ctx, HttpStatus.OK, Files.readAllBytes(centre.partsList()));
  }
}
