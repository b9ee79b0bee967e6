package daka.store.register;

import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/// Some names of the register. What costs in reading a hundred thousand is each call from Java into
/// SQLite, so a batch is one: SQLite joins its names into one text, in which no name has these
/// signs between.
///
/// @param last the id to go on after
record NameBatch(String text, long last) {
  private static final char END_OF_ROW = 30;
  private static final char END_OF_ID = 31;
  private static final int SIZE = 5_000;

  private static final String ROWS =
      """
      SELECT coalesce(group_concat(id || char(31) || name, char(30)), ''), coalesce(max(id), 0)
      FROM (SELECT id, name FROM residents WHERE id > ? ORDER BY id LIMIT ?)\
      """;

  /// Somebody of the batch.
  interface Reader {
    void read(long id, String name);
  }

  /// The next names after this id.
  static NameBatch read(Connection connection, long after) throws SQLException {
    return Objects.requireNonNull(
        Sql.first(
            connection, ROWS, row -> new NameBatch(row.getString(1), row.getLong(2)), after, SIZE));
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  void forEach(Reader reader) {
    int begin = 0;
    while (begin < text.length()) {
      int middle = text.indexOf(END_OF_ID, begin);
      int found = text.indexOf(END_OF_ROW, middle);
      int end = found < 0 ? text.length() : found;
      reader.read(Long.parseLong(text, begin, middle, 10), text.substring(middle + 1, end));
      begin = end + 1;
    }
  }
}
