package daka.store.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A row of `visits` as it stands, for [VisitsProof].
///
/// @param resident the id, or 0 for guests and for residents since deleted
/// @param evidence the wire name of how the person was identified, or null before that was kept
/// @param arrived milliseconds since 1970
/// @param departed the same, or null while it is open
/// @param ended the wire name of how it ended, or null while it is open
public record VisitRow(
    long id,
    long resident,
    int party,
    String room,
    String reader,
    @Nullable String evidence,
    long arrived,
    @Nullable Long departed,
    @Nullable String ended,
    boolean outsideHours) {

  private static final String SELECT =
      "SELECT id, resident, party, room, reader, evidence, arrived, departed, ended, outside_hours"
          + " FROM visits ";

  /// All rows, oldest first.
  static PreparedStatement all(Connection connection) throws SQLException {
    return connection.prepareStatement(SELECT + "ORDER BY id");
  }

  /// The row with the id that is bound.
  public static PreparedStatement one(Connection connection) throws SQLException {
    return connection.prepareStatement(SELECT + "WHERE id = ?");
  }

  public static VisitRow read(ResultSet row) throws SQLException {
    long departed = row.getLong(8);
    String ended = row.getString(9);
    return new VisitRow(
        row.getLong(1),
        row.getLong(2),
        row.getInt(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        ended == null ? null : Long.valueOf(departed),
        ended,
        row.getInt(10) != 0);
  }

  boolean isOpen() {
    return ended == null;
  }
}
