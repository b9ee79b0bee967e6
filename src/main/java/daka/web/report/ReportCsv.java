package daka.web.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import daka.web.report.Report.Figures;
import daka.web.report.Report.Part;
import daka.web.report.Report.Row;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The report for programs: a line for each figure, `table,row,measure,now,before`. What is hidden
/// or not known is empty, and so is the year before where it had no such row.
final class ReportCsv {
  private static final String HEADER = "\uFEFFtable,row,measure,now,before\r\n";

  private final StringBuilder lines = new StringBuilder(HEADER);

  private ReportCsv() {}

  static byte[] of(Report report) {
    ReportCsv csv = new ReportCsv();
    csv.sums(report);
    csv.rows("rooms", report, Figures::rooms);
    csv.rows("ages", report, Figures::ages);
    csv.rows("stays", report, figures -> figures.stays().bands());
    csv.hours(report);
    csv.course(report);
    return csv.lines.toString().getBytes(UTF_8);
  }

  private void sums(Report report) {
    line("span", "", "from", report.now().from(), report.before().from());
    line("span", "", "to", report.now().to(), report.before().to());
    sum(report, "visits", Figures::visits);
    sum(report, "people", Figures::people);
    sum(report, "guests", Figures::guests);
    sum(report, "first_time", Figures::firstTime);
    sum(report, "returning", Figures::returning);
    sum(report, "stays_known", figures -> figures.stays().known());
    sum(report, "stay_mean_minutes", figures -> figures.stays().mean());
    sum(report, "stay_median_minutes", figures -> figures.stays().median());
  }

  private void sum(Report report, String measure, Function<Figures, @Nullable Long> of) {
    line("sums", "", measure, text(of.apply(report.now())), text(of.apply(report.before())));
  }

  private void rows(String table, Report report, Function<Figures, List<Row>> of) {
    List<Row> now = of.apply(report.now());
    List<Row> before = of.apply(report.before());
    for (Row each : RowPairs.all(now, before)) {
      Row none = new Row(each.key(), null, null, null, null);
      Row row = requireNonNullElse(RowPairs.of(each.key(), now), none);
      Row old = requireNonNullElse(RowPairs.of(each.key(), before), none);
      line(table, row.key(), "visits", text(row.visits()), text(old.visits()));
      if (!table.equals("stays")) {
        line(table, row.key(), "people", text(row.people()), text(old.people()));
      }
      if (table.equals("rooms")) {
        line(table, row.key(), "stay_mean_minutes", text(row.minutes()), text(old.minutes()));
      }
    }
  }

  private void hours(Report report) {
    for (int day = 0; day < report.now().hours().size(); day++) {
      for (int hour = 0; hour < report.now().hours().get(day).size(); hour++) {
        line(
            "hours",
            (day + 1) + " " + hour,
            "visits",
            text(report.now().hours().get(day).get(hour)),
            text(report.before().hours().get(day).get(hour)));
      }
    }
  }

  private void course(Report report) {
    for (Part part : report.now().course()) {
      line("course", part.begin(), "visits", text(part.visits()), "");
      line("course", part.begin(), "people", text(part.people()), "");
      line("course", part.begin(), "guests", text(part.guests()), "");
    }
    for (Part part : report.before().course()) {
      line("course", part.begin(), "visits", "", text(part.visits()));
      line("course", part.begin(), "people", "", text(part.people()));
      line("course", part.begin(), "guests", "", text(part.guests()));
    }
  }

  private static String text(@Nullable Long figure) {
    return figure == null ? "" : figure.toString();
  }

  /// No cell needs quotes: ids of rooms are slugs, all else is ours.
  private void line(String table, String row, String measure, String now, String before) {
    lines.append(String.join(",", table, row, measure, now, before)).append("\r\n");
  }
}
