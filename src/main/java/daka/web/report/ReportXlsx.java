package daka.web.report;

import daka.web.report.Report.Figures;
import daka.web.report.Report.Part;
import daka.web.report.Report.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// The report as a spreadsheet in the words of its page: a sheet for each table, the definitions
/// last. What is hidden is `*`, what is not known is empty.
final class ReportXlsx {
  private static final String HIDDEN = "*";
  private static final List<String> DEFINED =
      List.of("visits", "people", "guests", "first-time", "rooms", "ages", "stays", "before");

  private final Report report;
  private final ReportWords words;
  private final Workbook workbook;

  private ReportXlsx(Report report, ReportWords words, Workbook workbook) {
    this.report = report;
    this.words = words;
    this.workbook = workbook;
  }

  static byte[] of(Report report, ReportWords words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "Daka", "1.0")) {
      new ReportXlsx(report, words, workbook).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write() {
    sums();
    course();
    rows("rooms", Figures::rooms, row -> String.valueOf(row.name()), true);
    rows("ages", Figures::ages, row -> words.say("age." + row.key()), false);
    hours();
    stays();
    definitions();
  }

  private Worksheet sheet(String name, String... columns) {
    Worksheet sheet = workbook.newWorksheet(words.say("report." + name));
    for (int i = 0; i < columns.length; i++) {
      sheet.value(0, i, columns[i]);
      sheet.width(i, i == 0 ? 28 : 18);
    }
    sheet.range(0, 0, 0, columns.length - 1).style().bold().wrapText(true).set();
    sheet.freezePane(0, 1);
    return sheet;
  }

  private String now(String measure) {
    return words.say("report." + measure) + " " + span(report.now());
  }

  private String before(String measure) {
    return words.say("report." + measure) + " " + span(report.before());
  }

  private static String span(Figures figures) {
    return figures.from() + " – " + figures.to();
  }

  private void sums() {
    Worksheet sheet = sheet("sums", "", span(report.now()), span(report.before()));
    int row = 1;
    row = sum(sheet, row, "visits", Figures::visits);
    row = sum(sheet, row, "people", Figures::people);
    row = sum(sheet, row, "guests", Figures::guests);
    row = sum(sheet, row, "first-time", Figures::firstTime);
    row = sum(sheet, row, "returning", Figures::returning);
    if (report.now().stays().known() != null) {
      row = sum(sheet, row, "mean", figures -> figures.stays().mean());
      sum(sheet, row, "median", figures -> figures.stays().median());
    }
  }

  private int sum(Worksheet sheet, int row, String measure, Function<Figures, @Nullable Long> of) {
    sheet.value(row, 0, words.say("report." + measure));
    figure(sheet, row, 1, of.apply(report.now()));
    figure(sheet, row, 2, of.apply(report.before()));
    return row + 1;
  }

  private void figure(Worksheet sheet, int row, int column, @Nullable Long figure) {
    if (figure != null) {
      sheet.value(row, column, figure);
    } else if (report.hidden()) {
      sheet.value(row, column, HIDDEN);
    }
  }

  private void course() {
    Worksheet sheet =
        sheet(
            "course",
            words.say("report.begin"),
            words.say("report.visits"),
            words.say("report.people"),
            words.say("report.guests"));
    int row = 1;
    for (Figures figures : List.of(report.now(), report.before())) {
      for (Part part : figures.course()) {
        sheet.value(row, 0, part.begin());
        figure(sheet, row, 1, part.visits());
        figure(sheet, row, 2, part.people());
        figure(sheet, row, 3, part.guests());
        row++;
      }
    }
  }

  private void rows(
      String table,
      Function<Figures, List<Row>> of,
      Function<Row, String> name,
      boolean withMinutes) {
    Worksheet sheet =
        withMinutes
            ? sheet(
                table,
                "",
                now("visits"),
                before("visits"),
                now("people"),
                before("people"),
                now("mean"),
                before("mean"))
            : sheet(table, "", now("visits"), before("visits"), now("people"), before("people"));
    int line = 1;
    for (Row row : RowPairs.all(of.apply(report.now()), of.apply(report.before()))) {
      Row now = RowPairs.of(row.key(), of.apply(report.now()));
      Row old = RowPairs.of(row.key(), of.apply(report.before()));
      sheet.value(line, 0, name.apply(row));
      pair(sheet, line, 1, now, old, Row::visits);
      pair(sheet, line, 3, now, old, Row::people);
      if (withMinutes) {
        pair(sheet, line, 5, now, old, Row::minutes);
      }
      line++;
    }
  }

  private void pair(
      Worksheet sheet,
      int line,
      int column,
      @Nullable Row now,
      @Nullable Row old,
      Function<Row, @Nullable Long> of) {
    if (now != null) {
      figure(sheet, line, column, of.apply(now));
    }
    if (old != null) {
      figure(sheet, line, column + 1, of.apply(old));
    }
  }

  private void hours() {
    String[] columns = new String[report.now().hours().size() + 1];
    columns[0] = words.say("course.hour");
    for (int day = 1; day < columns.length; day++) {
      columns[day] = words.weekday(day - 1);
    }
    Worksheet sheet = sheet("hours", columns);
    for (int hour = 0; hour < 24; hour++) {
      sheet.value(hour + 1, 0, "%02d:00–%02d:00".formatted(hour, hour + 1));
      for (int day = 0; day < columns.length - 1; day++) {
        figure(sheet, hour + 1, day + 1, report.now().hours().get(day).get(hour));
      }
    }
  }

  private void stays() {
    Worksheet sheet = sheet("stays", words.say("report.minutes"), now("visits"), before("visits"));
    List<Row> before = report.before().stays().bands();
    int line = 1;
    for (Row row : report.now().stays().bands()) {
      sheet.value(line, 0, row.key());
      pair(sheet, line, 1, row, RowPairs.of(row.key(), before), Row::visits);
      line++;
    }
  }

  private void definitions() {
    Worksheet sheet = sheet("definitions", words.say("report.definitions"));
    sheet.width(0, 110);
    int line = 1;
    for (String defined : DEFINED) {
      sheet.value(line, 0, words.say("report.def." + defined));
      sheet.style(line, 0).wrapText(true).set();
      line++;
    }
    if (report.hidden()) {
      sheet.value(line, 0, words.say("report.def.hidden"));
      line++;
    }
    if (report.since() != null) {
      sheet.value(line, 0, words.say("report.since").replace("{day}", report.since()));
    }
  }
}
