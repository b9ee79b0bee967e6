package daka.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import daka.checkin.RoomSpace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// How many people are in each room, in the words of `GET /api/v1/occupancy`.
///
/// @param inside people in the whole centre
record OccupancyMessage(String at, int inside, List<Room> rooms) {
  private static final ObjectMapper JSON = new ObjectMapper();

  record Room(String id, String name, String floor, int capacity, int inside) {}

  static OccupancyMessage of(List<RoomSpace> spaces, Instant now, ZoneId zone) {
    List<Room> rooms =
        spaces.stream()
            .map(
                space ->
                    new Room(
                        space.room().id(),
                        space.room().name(),
                        space.room().floor(),
                        space.room().capacity(),
                        space.inside()))
            .toList();
    return new OccupancyMessage(
        now.truncatedTo(ChronoUnit.MILLIS).atZone(zone).toOffsetDateTime().toString(),
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
