package daka.store.audit;

import daka.checkin.EventData;
import daka.checkin.Happening;
import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/// How far the audit log has come, told in the journal: whoever holds that, as the town does, can
/// tell if the end of the audit log is cut off or the whole of it is written anew. Names nobody.
///
/// @param number the number of the last audit entry
/// @param hash its hash in hexadecimal digits
public record AuditReport(long number, String hash) implements Happening.Aside {
  public static final String TYPE = "daka.audit.reached";

  /// By how many entries the log ends before where the journal tells that it had come.
  public static long behind(Connection connection) throws SQLException {
    Long behind =
        Sql.first(
            connection,
            "SELECT CAST(json_extract(event, '$.data.number') AS INTEGER)"
                + " - (SELECT coalesce(max(number), 0) FROM audit) FROM journal"
                + " WHERE instr(event, '\"type\":\""
                + TYPE
                + "\"') ORDER BY number DESC LIMIT 1",
            row -> row.getLong(1));
    return behind == null ? 0 : Math.max(0, behind);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public void tell(EventData data) {
    data.text("hash", hash).number("number", number);
  }
}
