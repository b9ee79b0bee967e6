package daka.store.visits;

import daka.checkin.Ended;
import daka.checkin.Evidence;
import daka.checkin.Visit;
import daka.checkin.Visitor;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;

/// How a visit stands in its row.
final class VisitRows {
  /// The columns of a visit, for a query over `visits v LEFT JOIN residents r`.
  static final String COLUMNS =
      "v.id, v.resident, r.subject, v.party, v.room, v.reader, v.evidence, v.arrived, v.departed,"
          + " v.ended, v.outside_hours";

  static final String SELECT =
      "SELECT " + COLUMNS + " FROM visits v LEFT JOIN residents r ON r.id = v.resident ";

  static final String INSERT =
      "INSERT INTO visits (id, resident, party, room, reader, arrived, departed, ended,"
          + " outside_hours, evidence, override) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  static final String UPDATE =
      "UPDATE visits SET room = ?2, departed = ?3, ended = ?4 WHERE id = ?1";

  private VisitRows() {}

  /// Reads the visit whose columns begin at `first`.
  static Visit read(ResultSet row, int first) throws SQLException {
    long resident = row.getLong(first + 1);
    String subject = row.getString(first + 2);
    String evidence = row.getString(first + 6);
    long departed = row.getLong(first + 8);
    String ended = row.getString(first + 9);
    return new Visit(
        row.getLong(first),
        subject == null ? null : new Visitor(resident, subject),
        row.getInt(first + 3),
        row.getString(first + 4),
        row.getString(first + 5),
        evidence == null ? null : Evidence.ofWireName(evidence),
        Instant.ofEpochMilli(row.getLong(first + 7)),
        ended == null ? null : Instant.ofEpochMilli(departed),
        ended == null ? null : Ended.ofWireName(ended),
        row.getInt(first + 10) != 0);
  }

  /// Sets the parameters of [#INSERT] but the last, `override`.
  static void bindInsert(PreparedStatement insert, Visit visit) throws SQLException {
    insert.setLong(1, visit.id());
    if (visit.visitor() == null) {
      insert.setNull(2, Types.INTEGER);
    } else {
      insert.setLong(2, visit.visitor().resident());
    }
    insert.setInt(3, visit.party());
    insert.setString(4, visit.room());
    insert.setString(5, visit.reader());
    insert.setLong(6, visit.arrived().toEpochMilli());
    bindEnd(insert, 7, visit);
    insert.setInt(9, visit.outsideHours() ? 1 : 0);
    insert.setString(10, visit.evidence() == null ? null : visit.evidence().wireName());
  }

  /// Sets the parameters of [#UPDATE].
  static void bindUpdate(PreparedStatement update, Visit visit) throws SQLException {
    update.setLong(1, visit.id());
    update.setString(2, visit.room());
    bindEnd(update, 3, visit);
  }

  private static void bindEnd(PreparedStatement statement, int first, Visit visit)
      throws SQLException {
    if (visit.departed() == null || visit.ended() == null) {
      statement.setNull(first, Types.INTEGER);
      statement.setNull(first + 1, Types.VARCHAR);
    } else {
      statement.setLong(first, visit.departed().toEpochMilli());
      statement.setString(first + 1, visit.ended().wireName());
    }
  }
}
