package daka.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/// Copies what can still be read of one table of a damaged database.
///
/// A scan ends at the first page that cannot be read. A table with a numeric key is therefore read
/// in islands: from a key that can be found, downwards to the last one read and upwards to the next
/// page that cannot; the next such key is looked for nearby, then in growing steps. A table with a
/// text key is small and is read from both ends.
final class ReadableRows {
  private static final int NEARBY = 512;
  private static final int FARTHEST = 40;

  private final Connection damaged;
  private final Connection fresh;
  private final Table table;
  private final String columns;
  private final String insertion;
  private PreparedStatement insert;
  private long rows;
  private boolean whole = true;

  /// @param key the first column of the primary key, which is the table's first column
  /// @param numeric whether that is a number
  record Table(String name, String key, boolean numeric) {}

  /// @param rows how many were copied
  /// @param whole whether all of the table could be read, and every row of it made sense
  record Copied(long rows, boolean whole) {}

  private ReadableRows(Connection damaged, Connection fresh, Table table) throws SQLException {
    this.damaged = damaged;
    this.fresh = fresh;
    this.table = table;
    List<String> names = Schema.columns(fresh, table.name());
    columns = String.join(", ", names);
    insertion =
        "INSERT OR IGNORE INTO %s (%s) VALUES (%s)"
            .formatted(
                table.name(), columns, String.join(", ", Collections.nCopies(names.size(), "?")));
    insert = fresh.prepareStatement(insertion);
  }

  /// @throws SQLException if the rows cannot be written to `fresh`
  static Copied copy(Connection damaged, Connection fresh, Table table) throws SQLException {
    ReadableRows readable = new ReadableRows(damaged, fresh, table);
    if (table.numeric()) {
      readable.copyInIslands();
    } else {
      readable.copyFromBothEnds();
    }
    readable.insert.close();
    return new Copied(readable.rows, readable.whole);
  }

  private void copyFromBothEnds() throws SQLException {
    if (!copyAll("ASC")) {
      whole = false;
      copyAll("DESC");
    }
  }

  private boolean copyAll(String direction) throws SQLException {
    String sql =
        "SELECT %s FROM %s ORDER BY %s %s".formatted(columns, table.name(), table.key(), direction);
    try (DamagedScan scan = new DamagedScan(damaged, sql, null)) {
      for (var row = scan.next(); row != null; row = scan.next()) {
        insert(row);
      }
      return !scan.failed();
    }
  }

  private void copyInIslands() throws SQLException {
    long last = 0;
    long from = 1;
    while (true) {
      Reached up = copyUpwards(from);
      if (up.end()) {
        return;
      }
      whole = false;
      last = Math.max(last, up.key());
      from = islandAfter(last);
      if (from == last) {
        return;
      }
      copyDownwards(from, last);
    }
  }

  /// @param key the last key that was read
  /// @param end whether that is the end of the table
  private record Reached(long key, boolean end) {}

  private Reached copyUpwards(long from) throws SQLException {
    long last = from - 1;
    long oneBefore = last;
    try (DamagedScan scan = scan(">=", "ASC", from)) {
      for (var row = scan.next(); row != null; row = scan.next()) {
        long key = key(row);
        boolean inOrder = key > last;
        if (!inOrder && key <= oneBefore) {
          return new Reached(last, false);
        }
        if (inOrder) {
          oneBefore = last;
        } else {
          dropMisplaced(last);
        }
        last = key;
        insert(row);
      }
      return new Reached(last, !scan.failed());
    }
  }

  /// The row that was copied last went too far, as the next one shows: its key was damaged.
  private void dropMisplaced(long key) throws SQLException {
    whole = false;
    try (PreparedStatement delete =
        fresh.prepareStatement(
            "DELETE FROM %s WHERE %s = ?".formatted(table.name(), table.key()))) {
      delete.setLong(1, key);
      rows -= delete.executeUpdate();
    }
  }

  private void copyDownwards(long from, long until) throws SQLException {
    long last = from;
    try (DamagedScan scan = scan("<", "DESC", from)) {
      for (var row = scan.next(); row != null; row = scan.next()) {
        if (key(row) <= until || key(row) >= last) {
          return;
        }
        last = key(row);
        insert(row);
      }
    }
  }

  /// A key after `last` from which rows can be read, or `last` if none is found.
  private long islandAfter(long last) {
    for (long key = last + 1; key <= last + NEARBY; key++) {
      if (isReadable(key)) {
        return key;
      }
    }
    for (long step = NEARBY / 8; step < 1L << FARTHEST; step *= 2) {
      for (int eighths = 8; eighths < 16; eighths++) {
        if (isReadable(last + step * eighths)) {
          return last + step * eighths;
        }
      }
    }
    return last;
  }

  private boolean isReadable(long key) {
    try (DamagedScan scan = scan(">=", "ASC", key)) {
      return scan.next() != null;
    }
  }

  private DamagedScan scan(String comparison, String direction, long from) {
    return new DamagedScan(
        damaged,
        "SELECT %s FROM %s WHERE %s %s ? ORDER BY %3$s %s"
            .formatted(columns, table.name(), table.key(), comparison, direction),
        from);
  }

  private static long key(@Nullable Object[] row) {
    return row[0] instanceof Number key ? key.longValue() : 0;
  }

  private void insert(@Nullable Object[] row) throws SQLException {
    try {
      for (int i = 0; i < row.length; i++) {
        insert.setObject(i + 1, row[i]);
      }
      rows += insert.executeUpdate();
    } catch (SQLiteException e) {
      if ((e.getResultCode().code & 0xff) != 19) {
        throw e;
      }
      // A value of the wrong type: the page was readable, and its content not. The driver has
      // closed the statement.
      whole = false;
      insert = fresh.prepareStatement(insertion);
    }
  }
}
