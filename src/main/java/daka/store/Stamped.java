package daka.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// What an entry says of the clock, and by it.
///
/// @param time when it was recorded
public record Stamped(Stamp stamp, Instant time) {

  static Optional<Stamped> last(Connection connection) throws SQLException {
    return Sql.all(
            connection,
            "SELECT number, event FROM journal ORDER BY number DESC LIMIT 1",
            row -> read(row.getLong(1), row.getString(2)))
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Stamped> read(long number, String text) {
    try {
      JsonNode event = CanonicalEvent.parse(number, text);
      Stamp stamp =
          new Stamp(
              event.path("boot").asText(),
              event.path("clocktrust").asText(),
              Long.parseLong(event.path("uptime").asText()));
      return Optional.of(
          new Stamped(stamp, OffsetDateTime.parse(event.path("time").asText()).toInstant()));
    } catch (Contradiction | DateTimeException | NumberFormatException _) {
      return Optional.empty();
    }
  }
}
