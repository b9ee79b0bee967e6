package daka.upstream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import daka.checkin.Hours;
import daka.checkin.RoomSpace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many people are in each room, in the words of `GET /api/v1/occupancy`.
///
/// @param inside people in the whole centre
record OccupancyMessage(String at, int inside, List<Room> rooms) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// @param language of `name`, a BCP 47 tag; left out if it is the centre's own
  /// @param names in other languages, by BCP 47 tags
  /// @param closed true if nobody is let in now, else left out
  record Room(
      String id,
      String name,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String language,
      Map<String, String> names,
      String floor,
      int capacity,
      int inside,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean closed) {

    private static Room of(RoomSpace space, LocalDate day) {
      return new Room(
          space.room().id(),
          space.room().name(),
          space.room().title().language(),
          space.room().title().others(),
          space.room().floor(),
          space.room().capacity(),
          space.inside(),
          space.isClosed(day) ? true : null);
    }
  }

  static OccupancyMessage of(List<RoomSpace> spaces, Instant now, Hours hours) {
    LocalDate day = hours.openingDay(now);
    List<Room> rooms = spaces.stream().map(space -> Room.of(space, day)).toList();
    return new OccupancyMessage(
        now.truncatedTo(ChronoUnit.MILLIS).atZone(hours.zone()).toOffsetDateTime().toString(),
        rooms.stream().mapToInt(Room::inside).sum(),
        rooms);
  }

  byte[] json() {
    try {
      return JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts can always be written", e);
    }
  }
}
