package daka.store.rescue;

import daka.store.file.Schema;
import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows that refer to rows which are lost, in whatever table: what their foreign keys say is to
/// become of them when those are deleted, is done. A reference that may be empty is emptied, and
/// where it may not, the row is dropped, since it would stop any later change of its table. It is
/// still in the database that is set aside.
final class Orphans {
  /// Longer chains of references than this do not occur.
  private static final int ROUNDS = 20;

  /// @param columns of the table and the columns of the parent that they are to equal
  private record Reference(
      String table, String parent, boolean cascades, Map<String, String> columns) {

    String dangling() {
      String present =
          columns.keySet().stream()
              .map(column -> SavedTable.quote(column) + " IS NOT NULL")
              .collect(Collectors.joining(" AND "));
      String same =
          columns.entrySet().stream()
              .map(
                  c ->
                      "p.%s = %s.%s"
                          .formatted(
                              SavedTable.quote(c.getValue()),
                              SavedTable.quote(table),
                              SavedTable.quote(c.getKey())))
              .collect(Collectors.joining(" AND "));
      return " WHERE %s AND NOT EXISTS (SELECT 1 FROM %s p WHERE %s)"
          .formatted(present, SavedTable.quote(parent), same);
    }

    String emptied() {
      return columns.keySet().stream()
          .map(column -> SavedTable.quote(column) + " = NULL")
          .collect(Collectors.joining(", "));
    }
  }

  private Orphans() {}

  /// @return how many rows were dropped, by table
  static Map<String, Integer> settle(Connection fresh) throws SQLException {
    Map<String, Integer> dropped = new LinkedHashMap<>();
    List<Reference> references = references(fresh);
    boolean changed = true;
    for (int round = 0; changed && round < ROUNDS; round++) {
      changed = false;
      for (Reference reference : references) {
        String table = SavedTable.quote(reference.table());
        if (!reference.cascades()) {
          changed |=
              Sql.change(
                      fresh,
                      "UPDATE OR IGNORE "
                          + table
                          + " SET "
                          + reference.emptied()
                          + reference.dangling())
                  > 0;
        }
        int rows = Sql.change(fresh, "DELETE FROM " + table + reference.dangling());
        if (rows > 0) {
          changed = true;
          dropped.merge(reference.table(), rows, Integer::sum);
        }
      }
    }
    return dropped;
  }

  private static List<Reference> references(Connection fresh) throws SQLException {
    List<Reference> references = new ArrayList<>();
    for (SavedTable table : SavedTable.all(fresh)) {
      Map<Integer, List<String[]>> byId = new LinkedHashMap<>();
      Sql.all(
          fresh,
          "SELECT id, \"table\", \"from\", \"to\", on_delete FROM pragma_foreign_key_list(?)"
              + " ORDER BY id, seq",
          row ->
              byId.computeIfAbsent(row.getInt(1), _ -> new ArrayList<>())
                  .add(
                      new String[] {
                        row.getString(2), row.getString(3), row.getString(4), row.getString(5)
                      }),
          table.name());
      for (List<String[]> parts : byId.values()) {
        String parent = parts.getFirst()[0];
        List<String> keys = keys(fresh, parent);
        if (parts.getFirst()[2] == null && keys.size() != parts.size()) {
          continue;
        }
        Map<String, String> columns = new LinkedHashMap<>();
        IntStream.range(0, parts.size())
            .forEach(
                i -> {
                  String to = parts.get(i)[2];
                  columns.put(parts.get(i)[1], to == null ? keys.get(i) : to);
                });
        if (!Schema.columns(fresh, parent).isEmpty()) {
          boolean cascades = parts.getFirst()[3].equals("CASCADE");
          references.add(new Reference(table.name(), parent, cascades, columns));
        }
      }
    }
    return references;
  }

  private static List<String> keys(Connection fresh, String table) throws SQLException {
    return Sql.all(
        fresh,
        "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk",
        row -> row.getString(1),
        table);
  }
}
