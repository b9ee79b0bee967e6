package daka.store.person;

import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What the audit log tells of one person: what was asked for by the person's id or about a visit
/// of theirs, and what was done to them by a list of many.
final class PersonalTraces {
  /// ?1 is the resident. The paths name people and visits by their ids, the words are of [Deed].
  private static final String OF_THE_PERSON =
      """
      (a.target IN ('/api/v1/residents/' || ?1, '/api/v1/people/' || ?1)
        OR a.target GLOB '/api/v1/residents/' || ?1 || '/*'
        OR a.target GLOB '*resident=' || ?1 OR a.target GLOB '*resident=' || ?1 || '&*'
        OR ((a.action GLOB 'resident.*' OR a.action GLOB 'family.*' OR a.action GLOB 'consent.*'
             OR a.action GLOB 'person.*') AND a.id = ?1)
        OR (a.action GLOB 'card.*' AND a.id GLOB ?1 || '/*')
        OR (a.action GLOB 'visit.*' AND a.id IN (SELECT CAST(id AS TEXT) FROM visits WHERE resident = ?1))
        OR a.target GLOB '/api/v1/visits/*/*' AND EXISTS
          (SELECT 1 FROM visits v WHERE v.resident = ?1
           AND a.target GLOB '/api/v1/visits/' || v.id || '/*'))\
      """;

  private static final String AUDIT =
      """
      FROM (SELECT number, entry, entry ->> 'target' AS target, entry ->> 'action' AS action,
              entry ->> 'id' AS id FROM audit) a LEFT JOIN audit_reasons w ON w.number = a.number
      WHERE\
      """;

  private PersonalTraces() {}

  /// The entries that tell of a resident, oldest first.
  static List<Everything.Told> of(Connection connection, long resident) throws SQLException {
    return Sql.all(
        connection,
        "SELECT a.number, a.entry, w.reason " + AUDIT + " " + OF_THE_PERSON + " ORDER BY a.number",
        row -> new Everything.Told(row.getLong(1), row.getString(2), row.getString(3)),
        Long.toString(resident));
  }

  /// Erases what was said of a resident in somebody's own words. The entries stay provable: they
  /// have the hash of it only.
  ///
  /// @return how many
  static int eraseReasons(Connection connection, long resident) throws SQLException {
    return Sql.change(
        connection,
        "DELETE FROM audit_reasons WHERE number IN (SELECT a.number "
            + AUDIT
            + " w.number IS NOT NULL AND "
            + OF_THE_PERSON
            + ")",
        Long.toString(resident));
  }
}
