package daka.store.audit;

import daka.store.file.Sql;
import daka.store.file.StoreException;
import java.time.Instant;
import java.util.Optional;

/// When somebody last did something, as the audit log tells it.
///
/// @param who as it stands there: the name of an account or a token, or the id of a member of staff
public record LastDeed(Instant at, String who) {

  /// @param action such as `copy.exported`
  /// @return empty if nobody has, or that is too long ago for the log
  /// @throws StoreException if it cannot be read
  public static Optional<LastDeed> find(AuditLog audit, String action) {
    return audit.read(
        connection ->
            Optional.ofNullable(
                Sql.first(
                    connection,
                    "SELECT at, json_extract(entry, '$.who') FROM audit"
                        + " WHERE instr(entry, ?) ORDER BY number DESC LIMIT 1",
                    row -> new LastDeed(Instant.ofEpochMilli(row.getLong(1)), row.getString(2)),
                    "\"action\":\"" + action + "\"")));
  }
}
