package daka.web.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.store.OpenStore;
import daka.web.api.RunningApi;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final String PATH = "/api/v1/reports/visits";
  private static final String NOVEMBER = "?from=2026-11-01&to=2026-11-30";

  @TempDir Path folder;
  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = new RunningApi(folder);
    for (int i = 1; i <= 12; i++) {
      api.store.resident("居民" + i, "R-" + i);
      api.store.desk.scan(OpenStore.room(i <= 3 ? "party" : "hall", "R-" + i));
    }
    api.store.desk.guests(4);
    api.store.pass(Duration.ofMinutes(30));
    for (int i = 1; i <= 12; i++) {
      api.store.desk.scan(OpenStore.room(i <= 3 ? "party" : "hall", "R-" + i));
    }
  }

  @AfterEach
  void stop() throws Exception {
    api.close();
  }

  private HttpResponse<String> get(String query) throws Exception {
    return api.get(api.auditor, PATH + query);
  }

  private static JsonNode row(JsonNode rows, String key) {
    for (JsonNode row : rows) {
      if (row.path("key").asText().equals(key)) {
        return row;
      }
    }
    throw new AssertionError("no row " + key + " in " + rows);
  }

  @Test
  void the_report_tells_the_span_and_the_year_before() throws Exception {
    JsonNode report = RunningApi.json(get(NOVEMBER));
    JsonNode now = report.path("now");
    assertEquals(16, now.path("visits").asInt());
    assertEquals(12, now.path("people").asInt());
    assertEquals(4, now.path("guests").asInt());
    assertEquals(12, now.path("first_time").asInt());
    assertEquals(30, now.path("stays").path("median").asInt());
    assertEquals(3, row(now.path("rooms"), "party").path("visits").asInt());
    assertEquals("党员活动室", row(now.path("rooms"), "party").path("name").asText());
    assertEquals(12, row(now.path("ages"), "unknown").path("people").asInt());
    assertEquals(16, now.path("hours").get(0).get(9).asInt());
    assertEquals("2025-11-01", report.path("before").path("from").asText());
    assertEquals(0, report.path("before").path("visits").asInt(-1));
    assertEquals("2026-11-23", report.path("since").asText());
  }

  @Test
  void what_is_published_tells_nothing_of_fewer_than_five() throws Exception {
    JsonNode now = RunningApi.json(get(NOVEMBER + "&hide=true")).path("now");
    assertEquals(16, now.path("visits").asInt());
    assertTrue(now.path("guests").isMissingNode(), "four guests");
    assertTrue(row(now.path("ages"), "guests").path("visits").isMissingNode());
    assertTrue(
        row(now.path("ages"), "unknown").path("visits").isMissingNode(), "or it is the rest");
    assertTrue(row(now.path("rooms"), "party").path("visits").isMissingNode());
    assertTrue(row(now.path("rooms"), "hall").path("visits").isMissingNode(), "or it is the rest");
    now.path("course")
        .forEach(part -> assertFalse(part.path("guests").asInt() > 0, part::toString));
    String csv = get(".csv" + NOVEMBER + "&hide=true").body();
    assertTrue(csv.contains("\r\nsums,,guests,,0\r\n"), csv);
    assertFalse(csv.contains(",4,") || csv.contains(",3,"), csv);
  }

  @Test
  void the_csv_has_a_line_for_each_figure() throws Exception {
    String csv = get(".csv" + NOVEMBER).body();
    assertTrue(csv.startsWith("\uFEFFtable,row,measure,now,before\r\n"), csv);
    assertTrue(csv.contains("\r\nsums,,visits,16,0\r\n"), csv);
    assertTrue(csv.contains("\r\nhours,1 9,visits,16,0\r\n"), csv);
    assertTrue(csv.contains("\r\ncourse,2026-11-23,guests,4,\r\n"), csv);
    assertTrue(csv.contains("\r\nrooms,party,visits,3,\r\n"), csv);
  }

  @Test
  void the_spreadsheet_speaks_the_language_of_the_page() throws Exception {
    for (List<String> words :
        List.of(List.of("zh-Hans", "总计", "人次"), List.of("en", "Sums", "Visits"))) {
      HttpRequest request =
          api.request(api.auditor, PATH + ".xlsx" + NOVEMBER + "&language=" + words.getFirst())
              .build();
      HttpResponse<byte[]> answer = api.http.send(request, BodyHandlers.ofByteArray());
      assertEquals(200, answer.statusCode());
      try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(answer.body()))) {
        assertEquals(7, book.getSheets().count());
        assertEquals(words.get(1), book.getFirstSheet().getName());
        List<Row> rows = book.getFirstSheet().read();
        assertEquals(words.get(2), rows.get(1).getCellText(0));
        assertEquals("16", rows.get(1).getCellText(1));
      }
    }
    assertEquals(400, get(".xlsx" + NOVEMBER + "&language=../en").statusCode());
  }

  @Test
  void a_span_that_cannot_be_is_told_with_the_cure() throws Exception {
    for (String query :
        List.of(
            "",
            "?from=2026-11-01",
            "?from=2026-11-30&to=2026-11-01",
            "?from=1990-01-01&to=2026-01-01",
            NOVEMBER + "&hide=maybe",
            NOVEMBER + "&x=1")) {
      assertEquals(400, get(query).statusCode(), query);
    }
    assertEquals(403, api.get(api.staff, PATH + NOVEMBER).statusCode());
  }

  @Test
  void who_took_a_report_stands_in_the_audit_log() throws Exception {
    get(".csv" + NOVEMBER);
    String audit = api.get(api.admin, "/api/v1/audit").body();
    assertTrue(
        audit.contains("report.exported") && audit.contains("/api/v1/reports/visits.csv"), audit);
  }
}
