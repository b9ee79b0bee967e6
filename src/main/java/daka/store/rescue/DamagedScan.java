package daka.store.rescue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A scan over rows of a damaged database. It never throws: whatever goes wrong in reading is
/// damage, also an I/O error of a dying card, and ends it as [#failed()].
final class DamagedScan implements AutoCloseable {
  private @Nullable PreparedStatement query;
  private @Nullable ResultSet rows;
  private int columns;
  private boolean failed;

  /// @param key what to bind to the one parameter of the query, or null if it has none
  DamagedScan(Connection damaged, String sql, @Nullable Object key) {
    try {
      query = damaged.prepareStatement(sql);
      if (key != null) {
        query.setObject(1, key);
      }
      rows = query.executeQuery();
      columns = rows.getMetaData().getColumnCount();
    } catch (SQLException _) {
      failed = true;
    }
  }

  /// The values of the next row, or null at the end or where the scan fails.
  @Nullable Object @Nullable [] next() {
    try {
      if (rows == null || failed || !rows.next()) {
        return null;
      }
      @Nullable Object[] values = new @Nullable Object[columns];
      for (int i = 0; i < columns; i++) {
        values[i] = rows.getObject(i + 1);
      }
      return values;
    } catch (SQLException _) {
      failed = true;
      return null;
    }
  }

  boolean failed() {
    return failed;
  }

  @Override
  public void close() {
    try {
      if (query != null) {
        query.close();
      }
    } catch (SQLException _) {
      failed = true;
    }
  }
}
