package daka.store.rescue;

import daka.store.proof.Damage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/// Copies what can still be read of one table of a damaged database.
///
/// A scan ends at the first page that cannot be read. A table is therefore read in islands: from a
/// key that can be found, downwards to the last one read and upwards to the next page that cannot.
/// The next such key is looked for nearby, then in growing steps; a text is followed by those that
/// differ from it in one place, from the last to the first. A table without row ids is read from
/// its end, too, since its key may not be a number though its type says so.
final class ReadableRows {
  private static final int NEARBY = 512;
  private static final int FARTHEST = 40;

  private final Connection damaged;
  private final Connection fresh;
  private final SavedTable table;
  private final RowsRead read;
  private final String insertion;
  private PreparedStatement insert;
  private long rows;
  private boolean whole = true;

  /// @param rows how many were copied
  /// @param whole whether all of the table could be read, and every row of it made sense
  record Copied(long rows, boolean whole) {}

  private ReadableRows(Connection damaged, Connection fresh, SavedTable table, RowsRead read)
      throws SQLException {
    this.damaged = damaged;
    this.fresh = fresh;
    this.table = table;
    this.read = read;
    insertion =
        "INSERT OR IGNORE INTO %s (%s) VALUES (%s)"
            .formatted(
                table.quoted(),
                table.list(),
                String.join(", ", Collections.nCopies(table.columns().size(), "?")));
    insert = fresh.prepareStatement(insertion);
  }

  /// @param table as it is in `fresh`; a column that it has not in `damaged` is left empty
  /// @param read counts each row that is read
  /// @throws SQLException if the rows cannot be written to `fresh`
  static Copied copy(Connection damaged, Connection fresh, SavedTable table, RowsRead read)
      throws SQLException {
    SavedTable there;
    try {
      there = table.asIn(damaged);
    } catch (SQLException e) {
      if (Damage.isMeantBy(e)) {
        return new Copied(0, false);
      }
      throw e;
    }
    ReadableRows readable = new ReadableRows(damaged, fresh, there, read);
    if (table.numeric()) {
      readable.copyInIslands();
    } else {
      readable.copyByText();
    }
    if (!table.rowIds() && !readable.whole) {
      readable.copyAll("DESC");
    }
    readable.insert.close();
    return new Copied(readable.rows, readable.whole);
  }

  /// How many rows a table with row ids may have, as its first and its last key tell; 0 if they
  /// cannot be read.
  static long expected(Connection damaged, SavedTable table) {
    try (DamagedScan first = new DamagedScan(damaged, table.scan("ASC"), null);
        DamagedScan last = new DamagedScan(damaged, table.scan("DESC"), null)) {
      @Nullable Object @Nullable [] from = first.next();
      @Nullable Object @Nullable [] to = last.next();
      return from == null || to == null ? 0 : Math.max(0, key(to) - key(from) + 1);
    }
  }

  private boolean copyAll(String direction) throws SQLException {
    try (DamagedScan scan = new DamagedScan(damaged, table.scan(direction), null)) {
      for (var row = scan.next(); row != null; row = scan.next()) {
        insert(row);
      }
      return !scan.failed();
    }
  }

  private void copyByText() throws SQLException {
    String last = copyTextsFrom("");
    while (last != null) {
      whole = false;
      String from = textAfter(last);
      if (from == null) {
        return;
      }
      copyTextsDownFrom(from, last);
      String reached = copyTextsFrom(from);
      last = reached == null || reached.compareTo(last) > 0 ? reached : null;
    }
  }

  /// @return the last key that was read, or null if that is the end of the table
  private @Nullable String copyTextsFrom(String from) throws SQLException {
    String last = from;
    try (DamagedScan scan = scan(">=", "ASC", from)) {
      for (var row = scan.next(); row != null; row = scan.next()) {
        last = row[0] instanceof String key && key.compareTo(last) > 0 ? key : last;
        insert(row);
      }
      return scan.failed() ? last : null;
    }
  }

  private void copyTextsDownFrom(String from, String until) throws SQLException {
    try (DamagedScan scan = scan("<", "DESC", from)) {
      for (var row = scan.next(); row != null; row = scan.next()) {
        if (!(row[0] instanceof String key) || key.compareTo(until) <= 0) {
          return;
        }
        insert(row);
      }
    }
  }

  /// A text after `last` from which rows can be read, or null if none is found.
  private @Nullable String textAfter(String last) {
    for (int place = last.length() - 1; place >= 0; place--) {
      for (int step = 1; step <= 64; step++) {
        String next = last.substring(0, place) + (char) (last.charAt(place) + step);
        try (DamagedScan scan = scan(">=", "ASC", next)) {
          if (scan.next() != null) {
            return next;
          }
        }
      }
    }
    return null;
  }

  private void copyInIslands() throws SQLException {
    copyDownwards(1, Long.MIN_VALUE);
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
        boolean inOrder = key > last || (key == last && !table.unique());
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
            "DELETE FROM %s WHERE %s = ?".formatted(table.quoted(), table.quotedKey()))) {
      delete.setLong(1, key);
      rows -= delete.executeUpdate();
    }
  }

  private void copyDownwards(long from, long until) throws SQLException {
    long last = from;
    try (DamagedScan scan = scan("<", "DESC", from)) {
      for (var row = scan.next(); row != null; row = scan.next()) {
        if (key(row) <= until || key(row) > last || (key(row) == last && table.unique())) {
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

  private DamagedScan scan(String comparison, String direction, Object from) {
    return new DamagedScan(damaged, table.scanFrom(comparison, direction), from);
  }

  private static long key(@Nullable Object[] row) {
    return row[0] instanceof Number key ? key.longValue() : 0;
  }

  private void insert(@Nullable Object[] row) throws SQLException {
    read.one();
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
