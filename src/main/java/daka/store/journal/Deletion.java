package daka.store.journal;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.EntriesDeleted;
import daka.event.CanonicalEvent;
import daka.event.Contradiction;
import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an entry says of the entries before it that were deleted for good. The anchor that the
/// chain begins at is believed because this entry, which follows from it, says the same.
///
/// @param entry the number of the entry that says so
/// @param upTo the number of the last entry that was deleted
/// @param hash its hash, which the first entry that is left continues from
/// @param lastVisit the highest id of the visits that were deleted with them
public record Deletion(long entry, long upTo, byte[] hash, long lastVisit) {
  /// The last one that the journal tells of, or null if it tells of none.
  public static @Nullable Deletion last(Connection connection) throws SQLException {
    return Sql.all(
            connection,
            "SELECT number, event FROM journal WHERE instr(event, '\"type\":\""
                + EntriesDeleted.TYPE
                + "\"') > 0 ORDER BY number DESC",
            row -> read(row.getLong(1), row.getString(2)))
        .stream()
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  /// Empty if it is of another type, which only mentions this one, or makes no sense.
  private static Optional<Deletion> read(long number, String text) {
    try {
      JsonNode event = CanonicalEvent.parse(number, text);
      if (!event.path("type").asText().equals(EntriesDeleted.TYPE)) {
        return Optional.empty();
      }
      JsonNode data = event.path("data");
      byte[] hash = HexFormat.of().parseHex(data.path("hash").asText());
      long upTo = Long.parseLong(data.path("upto").asText());
      long lastVisit = Long.parseLong(data.path("last_visit").asText());
      return hash.length == 32 && upTo < number
          ? Optional.of(new Deletion(number, upTo, hash, lastVisit))
          : Optional.empty();
    } catch (Contradiction | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
