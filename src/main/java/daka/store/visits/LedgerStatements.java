package daka.store.visits;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// The statements of a tap, prepared on the writing connection. The driver closes a statement that
/// fails, so after a failure all of them are prepared anew.
final class LedgerStatements implements AutoCloseable {
  private static final String HOLDER =
      "SELECT r.id, r.subject, r.name, r.role, r.language, %s, "
          + VisitRows.COLUMNS
          + " FROM %s LEFT JOIN visits v ON v.resident = r.id AND v.departed IS NULL WHERE %s = ?";

  final Connection connection;
  final PreparedStatement holderByCard;
  final PreparedStatement holderById;
  final PreparedStatement visit;
  final PreparedStatement lastVisit;
  final PreparedStatement openBefore;
  final PreparedStatement inside;
  final PreparedStatement insertVisit;
  final PreparedStatement updateVisit;
  final PreparedStatement insertEntry;
  final PreparedStatement waitingCode;
  final PreparedStatement insertWaiting;
  final PreparedStatement dropWaiting;

  LedgerStatements(Connection connection) throws SQLException {
    this.connection = connection;
    holderByCard =
        connection.prepareStatement(
            HOLDER.formatted(
                "c.blocked, c.expires",
                "cards c JOIN residents r ON r.id = c.resident",
                "c.fingerprint"));
    holderById = connection.prepareStatement(HOLDER.formatted("0, NULL", "residents r", "r.id"));
    visit = connection.prepareStatement(VisitRows.SELECT + "WHERE v.id = ?");
    lastVisit =
        connection.prepareStatement(
            VisitRows.SELECT
                + "WHERE v.id = (SELECT max(id) FROM visits INDEXED BY visits_by_resident WHERE"
                + " resident = ?)");
    openBefore =
        connection.prepareStatement(
            VisitRows.SELECT
                + "WHERE v.departed IS NULL AND v.arrived < ? ORDER BY v.arrived, v.id");
    inside =
        connection.prepareStatement(
            "SELECT room, sum(party) FROM visits INDEXED BY visits_open WHERE departed IS NULL"
                + " GROUP BY room");
    insertVisit = connection.prepareStatement(VisitRows.INSERT);
    updateVisit = connection.prepareStatement(VisitRows.UPDATE);
    insertEntry =
        connection.prepareStatement("INSERT INTO journal (number, event, hash) VALUES (?, ?, ?)");
    waitingCode = connection.prepareStatement("SELECT code FROM waiting WHERE fingerprint = ?");
    insertWaiting =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO waiting (fingerprint, kind, code, reader, at) VALUES (?, ?, ?,"
                + " ?, ?)");
    dropWaiting =
        connection.prepareStatement(
            "DELETE FROM waiting WHERE at < ?1 OR fingerprint IN"
                + " (SELECT fingerprint FROM waiting ORDER BY at DESC LIMIT -1 OFFSET 500)");
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement :
        List.of(
            holderByCard,
            holderById,
            visit,
            lastVisit,
            openBefore,
            inside,
            insertVisit,
            updateVisit,
            insertEntry,
            waitingCode,
            insertWaiting,
            dropWaiting)) {
      statement.close();
    }
  }
}
