package daka.store.file;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.sqlite.SQLiteConfig;

/// What a database has: its tables by the names and types of their columns, its indexes by what
/// they are on, and whatever else there is by name.
///
/// How the statements are written that made them does not count: each version of SQLite, and each
/// program that alters a table, writes them in its own way.
public final class Schema {
  /// An index of a table.
  ///
  /// @param on the table, its columns in order, and whether it is unique or partial
  /// @param sql the statement that makes it
  public record Index(String on, String sql) {}

  /// The schema that some files make.
  private record Made(List<String> files, int version) {}

  /// Those that were asked for, since each takes as many statements as a first start.
  private static final Map<Made, Schema> KNOWN = new ConcurrentHashMap<>();

  private final Map<String, Map<String, String>> tables = new TreeMap<>();
  private final Map<String, Index> indexes = new TreeMap<>();
  private final TreeSet<String> others = new TreeSet<>();

  private Schema() {}

  /// What this database has.
  public static Schema of(Connection connection) throws SQLException {
    Schema schema = new Schema();
    Sql.all(
        connection,
        """
        SELECT s.name, c.name, c.type, c.pk FROM sqlite_schema s, pragma_table_xinfo(s.name) c
        WHERE s.type = 'table' AND s.rootpage > 0 ORDER BY s.name, c.cid\
        """,
        row ->
            schema
                .tables
                .computeIfAbsent(low(row.getString(1)), _ -> new TreeMap<>())
                .put(low(row.getString(2)), low(row.getString(3)) + keyed(row.getInt(4))));
    Map<String, String> columns = new HashMap<>();
    Sql.all(
        connection,
        """
        SELECT s.name, coalesce(c.name, '()'), c.desc, c.coll
        FROM sqlite_schema s, pragma_index_xinfo(s.name) c
        WHERE s.type = 'index' AND c.key ORDER BY s.name, c.seqno\
        """,
        row ->
            columns.merge(
                row.getString(1),
                row.getString(2) + (row.getBoolean(3) ? " desc" : "") + " " + row.getString(4),
                (before, column) -> before + ", " + column));
    Sql.all(
        connection,
        """
        SELECT s.name, s.tbl_name, s.sql, l."unique", l.partial
        FROM sqlite_schema s, pragma_index_list(s.tbl_name) l
        WHERE s.type = 'index' AND s.sql IS NOT NULL AND l.name = s.name\
        """,
        row ->
            schema.indexes.put(
                low(row.getString(1)),
                new Index(
                    low(
                        "%s (%s)%s%s"
                            .formatted(
                                row.getString(2),
                                columns.get(row.getString(1)),
                                row.getBoolean(4) ? " unique" : "",
                                row.getBoolean(5) ? " partial" : "")),
                    row.getString(3))));
    schema.others.addAll(
        Sql.all(
            connection,
            """
            SELECT iif(type = 'table', 'virtual table', type) || ' ' || name FROM sqlite_schema
            WHERE type NOT IN ('table', 'index') OR (type = 'table' AND rootpage = 0)\
            """,
            row -> row.getString(1)));
    return schema;
  }

  private static String low(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String keyed(int place) {
    return place == 0 ? "" : " key " + place;
  }

  /// What a database of the newest version has.
  public static Schema ours() throws SQLException {
    return ofVersion(Migrations.newest());
  }

  /// What a database of this version has.
  public static Schema ofVersion(int version) throws SQLException {
    Made made = new Made(Migrations.files(), version);
    Schema known = KNOWN.get(made);
    if (known == null) {
      known = make(version);
      KNOWN.put(made, known);
    }
    return known;
  }

  private static Schema make(int version) throws SQLException {
    try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite::memory:")) {
      Migrations.apply(new Writer(connection), version);
      return of(connection);
    }
  }

  /// The tables and columns of this one that another database lacks, or has otherwise, in words.
  public List<String> missingIn(Schema other) {
    List<String> missing = new ArrayList<>();
    tables.forEach(
        (table, columns) -> {
          Map<String, String> theirs = other.tables.get(table);
          if (theirs == null) {
            missing.add("table " + table);
            return;
          }
          columns.forEach(
              (column, type) -> {
                if (!type.equals(theirs.get(column))) {
                  missing.add("column " + table + "." + column);
                }
              });
        });
    return missing;
  }

  /// What this one does not have and another database does, in words: tables, columns, indexes,
  /// views and triggers that somebody else made.
  public List<String> foreignIn(Schema other) {
    List<String> foreign = new ArrayList<>();
    other.tables.forEach(
        (table, columns) -> {
          Map<String, String> known = tables.get(table);
          if (known == null) {
            foreign.add("table " + table);
            return;
          }
          columns.keySet().stream()
              .filter(column -> !known.containsKey(column))
              .forEach(column -> foreign.add("column " + table + "." + column));
        });
    other.indexes.keySet().stream()
        .filter(index -> !indexes.containsKey(index))
        .forEach(index -> foreign.add("index " + index));
    other.others.stream().filter(name -> !others.contains(name)).forEach(foreign::add);
    return foreign;
  }

  /// Whether both have the same tables with the same columns.
  public boolean hasTablesOf(Schema other) {
    return tables.equals(other.tables);
  }

  /// The indexes of this one that another database lacks, or has on something else, by name.
  public Map<String, Index> indexesMissingIn(Schema other) {
    Map<String, Index> missing = new TreeMap<>(indexes);
    missing.entrySet().removeIf(i -> i.getValue().on().equals(other.onOf(i.getKey())));
    return missing;
  }

  private String onOf(String index) {
    Index found = indexes.get(index);
    return found == null ? "" : found.on();
  }

  /// The columns of a table into which values can be written, in order.
  public static List<String> columns(Connection connection, String table) throws SQLException {
    return Sql.all(
        connection, "SELECT name FROM pragma_table_info(?)", row -> row.getString(1), table);
  }
}
