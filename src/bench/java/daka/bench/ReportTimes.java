package daka.bench;

import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.report.Span;
import daka.store.report.VisitFigures;
import daka.store.report.VisitReport;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// A report of all the visits there are, against the queries by which bare SQLite counts the same,
/// and taps while one is made.
record ReportTimes(ManyVisits visits) {
  private static final int ROUNDS = 3;
  private static final int TAPS = 400;

  /// What the report counts, each by a query of its own.
  static final List<String> BARE =
      List.of(
          "SELECT sum(party), count(DISTINCT resident) FROM visits WHERE ended IS NOT 'voided'",
          "SELECT room, sum(party), count(DISTINCT resident), avg((departed - arrived) / 60000)"
              + " FROM visits WHERE ended IS NOT 'voided' GROUP BY room",
          "SELECT (arrived + 28800000) / 3600000 % 168, sum(party) FROM visits"
              + " WHERE ended IS NOT 'voided' GROUP BY 1",
          "SELECT strftime('%Y-%m', arrived / 1000 + 28800, 'unixepoch'), sum(party),"
              + " count(DISTINCT resident) FROM visits WHERE ended IS NOT 'voided' GROUP BY 1",
          "SELECT substr(r.born, 1, 4), sum(party), count(DISTINCT resident) FROM visits v LEFT"
              + " JOIN residents r ON r.id = v.resident WHERE ended IS NOT 'voided' GROUP BY 1",
          "SELECT (departed - arrived) / 60000, sum(party) FROM visits"
              + " WHERE ended IN ('tap', 'screen', 'staff', 'moved') GROUP BY 1");

  void measure() throws SQLException {
    VisitReport report = new VisitReport(visits.store().database, OpenStore.ZONE);
    Span span =
        new Span(
            report.since().orElseThrow(), LocalDate.ofInstant(OpenStore.MORNING, OpenStore.ZONE));
    double ours = Double.MAX_VALUE;
    double bare = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      VisitFigures figures = report.figures(span);
      long between = System.nanoTime();
      bare();
      long end = System.nanoTime();
      if (figures.visits() == 0) {
        throw new IllegalStateException("no visits in " + span);
      }
      ours = Math.min(ours, (between - begin) / 1e9);
      bare = Math.min(bare, (end - between) / 1e9);
    }
    System.out.printf(
        "%n| a report of all visits, s | by bare SQL | ratio |%n|---|---|---|%n| %.2f | %.2f | %.2f"
            + " |%n",
        ours, bare, ours / bare);
    taps(report, span);
  }

  private void bare() throws SQLException {
    try (Connection connection = Database.connect(visits.store().database.file(), true);
        Statement statement = connection.createStatement()) {
      for (String query : BARE) {
        try (ResultSet rows = statement.executeQuery(query)) {
          while (rows.next()) {
            rows.getString(1);
          }
        }
      }
      connection.rollback();
    }
  }

  /// Guests come in, first alone, then while reports are made.
  private void taps(VisitReport report, Span span) {
    Percentiles alone = guests();
    AtomicBoolean over = new AtomicBoolean();
    Thread reports =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    report.figures(span);
                  }
                });
    Percentiles beside = guests();
    over.set(true);
    try {
      reports.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.out.printf(
        "%n| guests come in, µs | p50 | p99 |%n|---|---|---|%n| alone | %.0f | %.0f |%n| while"
            + " reports are made | %.0f | %.0f |%n",
        alone.micros(0.5), alone.micros(0.99), beside.micros(0.5), beside.micros(0.99));
  }

  private Percentiles guests() {
    Percentiles times = new Percentiles(TAPS);
    for (int i = 0; i < TAPS; i++) {
      long begin = System.nanoTime();
      visits.store().desk.guests(1);
      times.add(System.nanoTime() - begin);
    }
    return times;
  }
}
