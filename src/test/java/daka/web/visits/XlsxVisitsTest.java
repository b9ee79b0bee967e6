package daka.web.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.register.Tokens;
import daka.store.visits.Forwarded;
import daka.store.visits.ManyVisits;
import daka.store.visits.VisitBatch;
import daka.store.visits.VisitFilter;
import daka.store.visits.VisitKey;
import daka.store.visits.VisitLog;
import daka.web.api.RunningApi;
import daka.web.http.CentreTime;
import daka.web.http.RowBuffer;
import daka.web.lan.SlowReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxVisitsTest {
  private static final int NAME = 2;
  private static final int PARTY = 3;
  private static final int ARRIVED = 6;
  private static final int DEPARTED = 7;
  private static final int MINUTES = 8;
  private static final int ARRIVED_LOCAL = 12;
  private static final int DEPARTED_LOCAL = 13;

  @TempDir Path folder;

  @Test
  void a_visit_reads_as_in_the_csv_with_times_as_dates_and_counts_as_numbers() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      api.store.resident("王小明", "W-1");
      api.store.desk.scan(OpenStore.room("sports", "W-1"));
      api.store.pass(Duration.ofMillis(3_725_880));
      api.store.desk.scan(OpenStore.room("sports", "W-1"));
      HttpResponse<byte[]> response = Sheets.get(api, "/api/v1/visits.xlsx");
      assertEquals(Sheets.TYPE, response.headers().firstValue("Content-Type").orElse(""));
      assertTrue(
          response.headers().firstValue("Content-Disposition").orElse("").contains("visits.xlsx"));
      List<Row> rows = Sheets.read(response.body()).getFirst();
      String csv = api.get(api.auditor, "/api/v1/visits.csv?bom=0").body();
      assertEquals(
          List.of(csv.lines().findFirst().orElseThrow().split(",")), Sheets.text(rows.getFirst()));
      Row visit = rows.get(1);
      assertEquals(
          List.of("1", "1", "王小明", "1", "sports", "文体活动室"), Sheets.text(visit).subList(0, ARRIVED));
      assertEquals(List.of("62", "tap", "reader-sports", "qr"), Sheets.text(visit).subList(8, 12));
      assertEquals("2026-11-23T09:15:02.120", date(visit, ARRIVED));
      assertEquals("2026-11-23T10:17:08", date(visit, DEPARTED));
      assertEquals("2026-11-23T09:15:02", date(visit, ARRIVED_LOCAL));
      assertEquals("2026-11-23T10:17:08", date(visit, DEPARTED_LOCAL));
      for (int column = 0; column < 14; column++) {
        boolean number = List.of(PARTY, MINUTES).contains(column) || isTime(column);
        assertEquals(number ? CellType.NUMBER : CellType.STRING, visit.getCell(column).getType());
        assertEquals(
            isTime(column),
            visit.getCell(column).getDataFormatString() != null,
            "column " + column);
      }
    }
  }

  private static boolean isTime(int column) {
    return List.of(ARRIVED, DEPARTED, ARRIVED_LOCAL, DEPARTED_LOCAL).contains(column);
  }

  private static String date(Row row, int column) {
    LocalDateTime date = row.getCell(column).asDate();
    return date.plusNanos(500_000).truncatedTo(ChronoUnit.MILLIS).toString();
  }

  @Test
  void filters_and_pages_are_those_of_the_visit_log() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      for (int i = 0; i < 25; i++) {
        api.store.desk.guests(1 + i % 3);
        api.store.pass(Duration.ofMinutes(1));
      }
      List<String> ids = new ArrayList<>();
      String next = "/api/v1/visits.xlsx?limit=10";
      while (!next.isEmpty()) {
        HttpResponse<byte[]> page = Sheets.get(api, next);
        Sheets.read(page.body()).getFirst().stream()
            .skip(1)
            .forEach(row -> ids.add(row.getCellText(0)));
        String link = page.headers().firstValue("Link").orElse("");
        next = link.replaceFirst("^<(.*)>; rel=\"next\"$", "$1");
      }
      assertEquals(25, ids.stream().distinct().count());
      assertEquals(25, ids.size());
      assertEquals(
          1,
          Sheets.read(Sheets.get(api, "/api/v1/visits.xlsx?room=party").body()).getFirst().size());
      assertEquals(400, Sheets.get(api, "/api/v1/visits.xlsx?bom=0").statusCode());
      assertEquals(403, api.get(api.staff, "/api/v1/visits.xlsx").statusCode());
    }
  }

  /// Text of any characters, forbidden ones of XML and halves of pairs too, is in the cell as it
  /// was, save for what cannot be there.
  @Test
  void names_of_any_kind_come_back_as_text() throws Exception {
    int[] letters =
        ("a王,\"\n\r"
                + "=+-@'\t;＝😀"
                + " é\u202E\uFEFF\u200B|<&>]]_x0041_X\u0000\u0001\u001C\u007F\u0085\uFFFE\uFFFF")
            .codePoints()
            .toArray();
    Random random = new Random(5);
    List<String> names = new ArrayList<>(List.of("_x000D_", "__x0041__", "=1+1", " ", "\uD83D"));
    while (names.size() < 400) {
      StringBuilder name = new StringBuilder();
      for (int j = random.nextInt(9); j >= 0; j--) {
        name.appendCodePoint(letters[random.nextInt(letters.length)]);
      }
      names.add(name.toString());
    }
    List<Row> rows = Sheets.read(written(names, XlsxVisits.ROWS_OF_SHEET)).getFirst();
    for (int i = 0; i < names.size(); i++) {
      assertEquals(CellType.STRING, rows.get(i + 1).getCell(NAME).getType());
      assertEquals(asExcelReads(names.get(i)), decoded(rows.get(i + 1).getCellText(NAME)));
    }
  }

  private static String asExcelReads(String name) {
    return name.codePoints()
        .map(c -> c < ' ' && "\t\n\r".indexOf(c) < 0 ? 0xFFFD : c)
        .map(c -> c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c)
        .map(c -> c >= 0xD800 && c <= 0xDFFF ? '?' : c)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /// `_xHHHH_` stands for a character; the library leaves that to whoever calls it.
  private static String decoded(String cell) {
    return java.util.regex.Pattern.compile("_x([0-9A-Fa-f]{4})_")
        .matcher(cell)
        .replaceAll(
            m ->
                java.util.regex.Matcher.quoteReplacement(
                    Character.toString(Integer.parseInt(m.group(1), 16))));
  }

  @Test
  void a_text_is_cut_to_what_a_cell_can_hold_and_never_within_a_character() {
    assertEquals("x".repeat(32_767), CellText.of("x".repeat(32_767)));
    assertEquals("x".repeat(32_766) + "…", CellText.of("x".repeat(32_768)));
    assertEquals("x".repeat(32_765) + "…", CellText.of("x".repeat(32_765) + "😀".repeat(9)));
    assertEquals("a\uFFFDb\uFFFD", CellText.of("a\uD83Db\uDE00"));
    assertEquals("_x005F_x0041_", CellText.of("_x0041_"));
    assertEquals("_x00G1_ _x", CellText.of("_x00G1_ _x"));
  }

  @Test
  void what_does_not_fit_into_a_sheet_goes_on_in_the_next_below_the_same_frozen_header()
      throws Exception {
    List<String> names = List.of("a", "b", "c", "d", "e", "f", "g");
    byte[] file = written(names, 3);
    List<List<Row>> sheets = Sheets.read(file);
    assertEquals(List.of(4, 4, 2), sheets.stream().map(List::size).toList());
    Path written = Files.write(folder.resolve("visits.xlsx"), file);
    for (int i = 1; i <= 3; i++) {
      String xml = Sheets.xml(written, i);
      assertTrue(xml.contains("<pane xSplit=\"0\" ySplit=\"1\" topLeftCell=\"A2\""), xml);
      assertTrue(xml.contains("state=\"frozen\""), xml);
    }
    List<String> read = new ArrayList<>();
    for (List<Row> rows : sheets) {
      assertEquals("arrived_local", rows.getFirst().getCellText(ARRIVED_LOCAL));
      rows.stream().skip(1).forEach(row -> read.add(row.getCellText(NAME)));
    }
    assertEquals(names, read);
  }

  @Test
  void a_log_without_visits_is_a_header() throws Exception {
    List<List<Row>> sheets = Sheets.read(written(List.of(), 3));
    assertEquals(1, sheets.size());
    assertEquals(1, sheets.getFirst().size());
  }

  /// A visit of each of these, written as to a client.
  private byte[] written(List<String> names, int rowsOfSheet) throws Exception {
    try (Database database = Database.open(folder)) {
      VisitLog log = new VisitLog(database);
      if (!names.isEmpty()) {
        ManyVisits.write(database, names.size(), OpenStore.MORNING);
      }
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        long visit = i + 1L;
        database.write(
            connection -> {
              Sql.change(connection, "UPDATE residents SET name = ? WHERE id = ?", name, visit);
              return Sql.change(connection, "UPDATE visits SET resident = id WHERE id = ?", visit);
            });
      }
      XlsxVisits format =
          new XlsxVisits(new CentreTime(OpenStore.ZONE), Forwarded.TO_NOBODY, rowsOfSheet);
      RowBuffer buffer = new RowBuffer();
      format.begin(buffer);
      VisitBatch batch = log.read(VisitFilter.ALL, VisitKey.BEGIN, 1_000);
      while (batch.next()) {
        format.visit(buffer, batch, false);
      }
      format.end(buffer, "");
      return buffer.toByteArray();
    }
  }

  @Test
  void a_time_of_a_clock_that_was_never_set_is_a_date_and_one_before_1900_is_text()
      throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      ManyVisits.write(api.store.database, 1, Instant.EPOCH);
      List<Row> rows = Sheets.read(Sheets.get(api, "/api/v1/visits.xlsx").body()).getFirst();
      assertEquals("1970-01-01T08:00:30.001", date(rows.get(1), ARRIVED));
      api.store.database.write(
          connection -> Sql.change(connection, "UPDATE visits SET arrived = -4000000000000"));
      rows = Sheets.read(Sheets.get(api, "/api/v1/visits.xlsx").body()).getFirst();
      assertEquals("1843-04-01T00:59:03.000+08:05", rows.get(1).getCellText(ARRIVED));
    }
  }

  @Test
  void one_spreadsheet_is_made_at_a_time_and_ends_with_its_token() throws Exception {
    try (Database database = Database.open(folder)) {
      ManyVisits.write(database, 300_000, OpenStore.MORNING.minus(Duration.ofDays(200)));
    }
    try (RunningApi full = new RunningApi(folder);
        SlowReader reader = SlowReader.begin(full, full.auditor, "/api/v1/visits.xlsx")) {
      HttpResponse<byte[]> second = Sheets.get(full, "/api/v1/visits.xlsx");
      assertEquals(503, second.statusCode());
      assertEquals("10", second.headers().firstValue("Retry-After").orElse(""));
      assertEquals(200, full.get(full.auditor, "/api/v1/visits.csv?limit=1").statusCode());
      assertTrue(new Tokens(full.store.database).revoke("auditor"));
      reader.awaitCut(Duration.ofSeconds(15));
    }
  }

  @Test
  void a_spreadsheet_that_breaks_off_does_not_look_whole() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      ManyVisits.write(api.store.database, 300_000, OpenStore.MORNING);
      HttpResponse<InputStream> response =
          api.http.send(
              api.request(api.auditor, "/api/v1/visits.xlsx").build(),
              BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        assertEquals(1_000, body.readNBytes(1_000).length);
        ManyVisits.takeAway(api.store.database);
        assertThrows(IOException.class, body::readAllBytes);
      }
    }
  }

  /// Ids go far beyond what fits, as after years of deletion; what is counted are the visits.
  @Test
  void a_log_that_was_long_once_still_fits() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      ManyVisits.write(api.store.database, 3, OpenStore.MORNING);
      api.store.database.write(
          connection -> Sql.change(connection, "UPDATE visits SET id = 9000000 WHERE id = 3"));
      assertEquals(200, Sheets.get(api, "/api/v1/visits.xlsx").statusCode());
      VisitLog log = new VisitLog(api.store.database);
      assertEquals(3, log.count(VisitFilter.ALL, VisitKey.BEGIN));
      assertEquals(2, log.count(VisitFilter.ALL.upTo(2), VisitKey.BEGIN));
    }
  }
}
