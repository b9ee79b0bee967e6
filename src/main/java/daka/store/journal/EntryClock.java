package daka.store.journal;

import com.fasterxml.jackson.databind.JsonNode;
import daka.event.CanonicalEvent;
import daka.event.Contradiction;
import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// What an entry says of the clock, and by it.
///
/// @param time when it was recorded
public record EntryClock(ClockStamp stamp, Instant time) {

  public static Optional<EntryClock> last(Connection connection) throws SQLException {
    return Sql.all(
            connection,
            "SELECT number, event FROM journal ORDER BY number DESC LIMIT 1",
            row -> read(row.getLong(1), row.getString(2)))
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<EntryClock> read(long number, String text) {
    try {
      JsonNode event = CanonicalEvent.parse(number, text);
      ClockStamp stamp =
          new ClockStamp(
              event.path("boot").asText(),
              event.path("clocktrust").asText(),
              Long.parseLong(event.path("uptime").asText()));
      return Optional.of(
          new EntryClock(stamp, OffsetDateTime.parse(event.path("time").asText()).toInstant()));
    } catch (Contradiction | DateTimeException | NumberFormatException _) {
      return Optional.empty();
    }
  }
}
