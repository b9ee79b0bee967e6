package daka.web.report;

import daka.web.report.Report.Row;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rows of the span beside those of the year before: a room may be in one of them only.
final class RowPairs {
  private RowPairs() {}

  /// A row for each key, those of the span first.
  static List<Row> all(List<Row> now, List<Row> before) {
    return Stream.concat(now.stream(), before.stream().filter(row -> of(row.key(), now) == null))
        .toList();
  }

  /// The row of this key, or null.
  static @Nullable Row of(String key, List<Row> rows) {
    return rows.stream().filter(row -> row.key().equals(key)).findFirst().orElse(null);
  }
}
