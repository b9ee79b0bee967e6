package daka.store.rescue;

import daka.store.file.Schema;
import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A table of which rows are to be saved, as its schema tells how they are found.
///
/// @param key what they are kept in the order of: the INTEGER PRIMARY KEY, the hidden row id, or
///   the first column of the key of a table without row ids
/// @param rowIds whether it has row ids
/// @param numeric whether the key is a whole number
/// @param unique whether no two rows have the same
/// @param columns those that can be written, the key first
record SavedTable(
    String name,
    String key,
    boolean rowIds,
    boolean numeric,
    boolean unique,
    List<String> columns) {

  private record Column(String name, String type, int key) {}

  /// The tables of a database, without SQLite's own.
  static List<SavedTable> all(Connection connection) throws SQLException {
    List<SavedTable> tables = new ArrayList<>();
    for (String name :
        Sql.all(
            connection,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
                + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid",
            row -> row.getString(1))) {
      tables.add(of(connection, name));
    }
    return tables;
  }

  static SavedTable of(Connection connection, String name) throws SQLException {
    List<Column> columns =
        Sql.all(
            connection,
            "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid",
            row ->
                new Column(
                    row.getString(1), row.getString(2).toUpperCase(Locale.ROOT), row.getInt(3)),
            name);
    List<String> names = columns.stream().map(Column::name).collect(Collectors.toList());
    List<Column> keys = columns.stream().filter(column -> column.key() > 0).toList();
    Column first = keys.stream().filter(column -> column.key() == 1).findAny().orElse(null);
    boolean rowIds =
        Sql.all(connection, "SELECT wr FROM pragma_table_list(?)", row -> row.getInt(1) == 0, name)
            .getFirst();
    if (!rowIds && first != null) {
      boolean numeric = first.type().startsWith("INT");
      return new SavedTable(
          name, first.name(), false, numeric, keys.size() == 1, keyFirst(first.name(), names));
    }
    String key =
        keys.size() == 1 && first != null && first.type().equals("INTEGER")
            ? first.name()
            : hidden(names);
    return new SavedTable(name, key, true, true, true, keyFirst(key, names));
  }

  private static List<String> keyFirst(String key, List<String> names) {
    List<String> columns = new ArrayList<>(names);
    columns.removeIf(name -> name.equalsIgnoreCase(key));
    columns.addFirst(key);
    return columns;
  }

  /// The name of the row id that no column has taken.
  private static String hidden(List<String> names) {
    return List.of("rowid", "_rowid_", "oid").stream()
        .filter(name -> names.stream().noneMatch(name::equalsIgnoreCase))
        .findFirst()
        .orElse("rowid");
  }

  /// The same with those columns only that another database has, too.
  SavedTable asIn(Connection other) throws SQLException {
    List<String> theirs =
        Schema.columns(other, name).stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
    return new SavedTable(
        name,
        key,
        rowIds,
        numeric,
        unique,
        columns.stream()
            .filter(c -> c.equals(key) || theirs.contains(c.toLowerCase(Locale.ROOT)))
            .toList());
  }

  String quoted() {
    return quote(name);
  }

  /// A name that is never taken for a text, as one between double quotes may be.
  static String quote(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  String quotedKey() {
    return quote(key);
  }

  /// The columns as a list in SQL.
  String list() {
    return columns.stream().map(SavedTable::quote).collect(Collectors.joining(", "));
  }

  /// The table as it is to be read: never by one of its other indexes, which may be damaged.
  private String from() {
    return rowIds ? quoted() + " NOT INDEXED" : quoted();
  }

  /// The query for all rows in the order of the key.
  String scan(String direction) {
    return "SELECT %s FROM %s ORDER BY %s %s".formatted(list(), from(), quotedKey(), direction);
  }

  /// The query for the rows from a key on, which is the one parameter.
  String scanFrom(String comparison, String direction) {
    return "SELECT %s FROM %s WHERE %s %s ? ORDER BY %3$s %5$s"
        .formatted(list(), from(), quotedKey(), comparison, direction);
  }
}
