package daka.store.file;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One statement from text to result, for work that is not done often enough to keep it prepared.
public final class Sql {

  /// Makes a value of the row a result stands at.
  @FunctionalInterface
  public interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private Sql() {}

  /// Every row of a query.
  ///
  /// @param values for the parameters, in their order: text, numbers, booleans as 0 and 1, or null
  public static <T> List<T> all(
      Connection connection, String sql, Row<T> mapping, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      bind(query, values);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(mapping.of(rows));
        }
      }
      return found;
    }
  }

  /// The first row of a query, or null if there is none.
  public static <T> @Nullable T first(
      Connection connection, String sql, Row<T> mapping, @Nullable Object... values)
      throws SQLException {
    List<T> found = all(connection, sql, mapping, values);
    return found.isEmpty() ? null : found.getFirst();
  }

  /// Changes rows.
  ///
  /// @return how many
  public static int change(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return change(statement, values);
    }
  }

  /// The same with a statement that is prepared.
  public static int change(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    bind(statement, values);
    return statement.executeUpdate();
  }

  /// Sets every parameter of a statement.
  public static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i] instanceof Boolean yes ? (yes ? 1 : 0) : values[i]);
    }
  }
}
