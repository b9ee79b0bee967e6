package daka.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/// The tables and indexes of a database, as the statements that made them.
final class Schema {
  private Schema() {}

  static List<String> of(Connection connection) throws SQLException {
    return strings(
        connection, "SELECT name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name");
  }

  /// What a database of this version has.
  static List<String> ours() throws SQLException {
    try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite::memory:")) {
      Migrations.apply(new Writer(connection));
      return of(connection);
    }
  }

  /// The columns of a table, in order.
  static List<String> columns(Connection connection, String table) throws SQLException {
    return strings(connection, "SELECT name FROM pragma_table_info('" + table + "')");
  }

  private static List<String> strings(Connection connection, String query) throws SQLException {
    List<String> strings = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }
}
