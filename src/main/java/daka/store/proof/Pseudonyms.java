package daka.store.proof;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Every pseudonym each resident ever had: as many as there are residents, not visits, so they are
/// held in memory.
final class Pseudonyms {
  private final Map<Long, Set<String>> byResident = new HashMap<>();

  static Pseudonyms read(Connection connection) throws SQLException {
    Pseudonyms subjects = new Pseudonyms();
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("SELECT resident, subject FROM subjects")) {
      while (rows.next()) {
        subjects
            .byResident
            .computeIfAbsent(rows.getLong(1), _ -> new HashSet<>(2))
            .add(rows.getString(2));
      }
    }
    return subjects;
  }

  boolean belongTogether(long resident, String subject) {
    return byResident.getOrDefault(resident, Set.of()).contains(subject);
  }
}
