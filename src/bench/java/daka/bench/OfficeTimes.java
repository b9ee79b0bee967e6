package daka.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import daka.store.file.Database;
import java.io.IOException;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// What each page of the office asks for, by HTTPS, against its bare SQL, and against that and a
/// request that asks for nothing, in turns; and the search that has no SQL.
record OfficeTimes(OfficeBrowser browser, OfficeStore store) {
  private static final int TIMES = 300;
  private static final int LEAST = 20;
  private static final int WARM_UP = 150;
  private static final int LEAST_WARM = 3;
  private static final long MOST_NANOS = 20_000_000_000L;
  private static final double SEARCH_MILLIS = 60;

  /// @param floor of the SQL and a request that asks for nothing, one after the other
  private record Times(Percentiles http, Percentiles sql, Percentiles floor, int rows) {
    static Times of(int most) {
      return new Times(new Percentiles(most), new Percentiles(most), new Percentiles(most), 0);
    }

    Times rows(int count) {
      return new Times(http, sql, floor, count);
    }
  }

  void measure() throws IOException, SQLException {
    System.out.println(
        "| page | by HTTPS, p50, µs | p95 | its rows | bare SQL, p95 | ratio | with an empty"
            + " request | ratio | goal |\n"
            + "|---|---|---|---|---|---|---|---|---|");
    try (Connection bare = Database.connect(store.folder().resolve(Database.FILE), true)) {
      for (OfficePage page : new OfficePages(store).all()) {
        run(page, bare, WARM_UP, LEAST_WARM, MOST_NANOS / 4);
        print(page, run(page, bare, TIMES, LEAST, MOST_NANOS));
      }
    }
    searches();
  }

  private static void print(OfficePage page, Times times) {
    double ours = times.http().micros(0.95);
    double sql = times.sql().micros(0.95);
    double floor = times.floor().micros(0.95);
    String bare =
        page.sql().isEmpty()
            ? "no SQL | | |"
            : "%d | %.0f | %.2f |".formatted(times.rows(), sql, ours / sql);
    String goal = page.limit() == 0 ? "" : "%.0f".formatted(page.limit());
    System.out.printf(
        "| %s | %.0f | %.0f | %s %.0f | %.2f | %s |%n",
        page.name(),
        times.http().micros(0.5),
        ours,
        bare,
        floor,
        ours / floor,
        page.sql().isEmpty() ? "" : goal);
  }

  /// Until it was done often enough, or at least a few times if that takes long.
  private Times run(OfficePage page, Connection bare, int times, int least, long most)
      throws IOException, SQLException {
    Times taken = Times.of(times);
    int rows = 0;
    long start = System.nanoTime();
    while (taken.http().size() < times
        && (taken.http().size() < least || System.nanoTime() - start < most)) {
      long begin = System.nanoTime();
      browser.get(page.path());
      long asked = System.nanoTime();
      rows = rows(bare, page.sql());
      long read = System.nanoTime();
      browser.get(OfficeBrowser.NOTHING);
      taken.floor().add(System.nanoTime() - asked);
      taken.sql().add(read - asked);
      taken.http().add(asked - begin);
    }
    return taken.rows(rows);
  }

  /// Reads every value of every row.
  private static int rows(Connection bare, List<String> queries) throws SQLException {
    int count = 0;
    for (String query : queries) {
      try (Statement statement = bare.createStatement();
          ResultSet rows = statement.executeQuery(query)) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          count++;
          for (int column = 1; column <= columns; column++) {
            rows.getString(column);
          }
        }
      }
    }
    if (!queries.isEmpty()) {
      bare.rollback();
    }
    return count;
  }

  private void searches() throws IOException {
    System.out.printf("%n| search by name, warm | p50, ms | p95, ms | goal |%n|---|---|---|---|%n");
    for (String typed : OfficePages.typedNames()) {
      String path = "/api/v1/people?limit=50&search=" + URLEncoder.encode(typed, UTF_8);
      for (int i = 0; i < WARM_UP; i++) {
        browser.get(path);
      }
      Percentiles times = new Percentiles(TIMES);
      while (times.size() < TIMES) {
        long begin = System.nanoTime();
        browser.get(path);
        times.add(System.nanoTime() - begin);
      }
      System.out.printf(
          "| %s | %.1f | %.1f | %.0f |%n",
          typed, times.micros(0.5) / 1e3, times.micros(0.95) / 1e3, SEARCH_MILLIS);
    }
  }
}
