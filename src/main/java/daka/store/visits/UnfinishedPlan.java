package daka.store.visits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.file.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a plan makes of the config file while it is being brought in, noted before the file is
/// written. The transaction that brings in its rooms ends the note: one that is still there at a
/// start tells of a plan whose rooms never came, so that its settings are to be taken back.
///
/// @param before the text of the file before the plan
/// @param after the tag of the file as the plan makes it; see [daka.config.ConfigWriter.Snapshot]
public record UnfinishedPlan(String before, String after) {
  private static final String NAME = "plan";
  private static final JsonMapper JSON = new JsonMapper();

  /// The one that a power cut has left, if there is one.
  ///
  /// @throws StoreException if that cannot be read
  public static Optional<UnfinishedPlan> find(Database database) {
    return new Transactions(database)
        .read(
            "looking for a plan that was interrupted",
            connection ->
                Optional.ofNullable(
                        Sql.first(
                            connection,
                            "SELECT value FROM settings WHERE name = ?",
                            row -> row.getString(1),
                            NAME))
                    .flatMap(UnfinishedPlan::parse));
  }

  /// One that cannot be understood is none: whoever wrote it was no version of this program.
  private static Optional<UnfinishedPlan> parse(String text) {
    try {
      return Optional.of(JSON.readValue(text, UnfinishedPlan.class));
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  void begin(Database database) throws SQLException {
    String text;
    try {
      text = JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("writing what a plan makes of the config file", e);
    }
    database.write(
        connection ->
            Sql.change(
                connection,
                "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)",
                NAME,
                text));
  }

  static void end(Connection connection) throws SQLException {
    Sql.change(connection, "DELETE FROM settings WHERE name = ?", NAME);
  }

  /// The file is as it was before the plan.
  ///
  /// @param deed what the audit log is told; null if the file never was another
  /// @throws StoreException if it cannot be written; the next start does it again then
  public static void forget(Database database, @Nullable Deed deed) {
    new Transactions(database)
        .write(
            "forgetting a plan that was interrupted",
            connection -> {
              end(connection);
              if (deed != null) {
                AuditLog.append(connection, deed);
              }
              return true;
            });
  }
}
