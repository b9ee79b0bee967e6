package daka.store.rescue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A copy was restored and the database from before was put back; see [RestorationTrial]. It stands
/// among the settings of that database, for whoever wants to know why the copy is not there.
///
/// @param stamp under which that database was kept meanwhile
/// @param at when, in milliseconds since 1970
/// @param why for people
public record UndoneRestore(String stamp, long at, String why) {
  private static final String NAME = "restore undone";
  private static final Duration TOLD = Duration.ofDays(7);
  private static final JsonMapper JSON = new JsonMapper();

  /// Tells the audit log of one that it was not told of yet.
  ///
  /// @return what happened within the last days; null if nothing did
  static @Nullable UndoneRestore settle(Database database, Path folder, Instant now)
      throws SQLException, IOException {
    RestorationTrial.State state = RestorationTrial.untold(folder);
    if (state != null) {
      UndoneRestore undone =
          new UndoneRestore(
              state.stamp(), now.toEpochMilli(), state.why() == null ? "" : state.why());
      database.write(connection -> undone.tell(connection));
      RestorationTrial.drop(folder);
    }
    UndoneRestore last = database.read(UndoneRestore::find).orElse(null);
    return last == null || Instant.ofEpochMilli(last.at()).isBefore(now.minus(TOLD)) ? null : last;
  }

  private boolean tell(Connection connection) throws SQLException {
    if (find(connection).filter(last -> last.stamp().equals(stamp)).isPresent()) {
      return false;
    }
    try {
      Sql.change(
          connection,
          "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)",
          NAME,
          JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("writing why a restore was undone", e);
    }
    AuditLog.append(connection, Deed.of("restore.undone").because(why));
    return true;
  }

  /// One that cannot be understood is none: it was told to the audit log.
  private static Optional<UndoneRestore> find(Connection connection) throws SQLException {
    String text =
        Sql.first(
            connection, "SELECT value FROM settings WHERE name = ?", row -> row.getString(1), NAME);
    try {
      return text == null
          ? Optional.empty()
          : Optional.of(JSON.readValue(text, UndoneRestore.class));
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  /// What a copy says of the kiosk that it was made at means nothing where it is restored.
  static void forget(Connection copy) throws SQLException {
    Sql.change(copy, "DELETE FROM settings WHERE name = ?", NAME);
  }
}
