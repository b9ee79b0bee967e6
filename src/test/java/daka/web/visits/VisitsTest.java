package daka.web.visits;

import static daka.store.OpenStore.entrance;
import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.journal.Cursors;
import daka.store.register.Tokens;
import daka.store.visits.ManyVisits;
import daka.web.api.RunningApi;
import daka.web.http.Json;
import daka.web.lan.SlowReader;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisitsTest {
  private static final List<String> COLUMNS =
      List.of(
          "visit",
          "resident",
          "name",
          "party",
          "room",
          "room_name",
          "arrived",
          "departed",
          "minutes",
          "ended",
          "reader",
          "evidence",
          "arrived_local",
          "departed_local",
          "town");

  @TempDir Path folder;
  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = new RunningApi(folder);
  }

  @AfterEach
  void stop() throws Exception {
    api.close();
  }

  private HttpResponse<String> get(String pathAndQuery) throws Exception {
    return api.get(api.auditor, pathAndQuery);
  }

  private static List<NamedCsvRecord> csv(String body) throws Exception {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(body.replaceFirst("^\uFEFF", ""))) {
      return reader.stream().toList();
    }
  }

  @Test
  void a_visit_reads_the_same_in_every_type() throws Exception {
    api.store.resident("王小明", "W-1");
    api.store.desk.scan(OpenStore.room("sports", "W-1"));
    api.store.pass(Duration.ofSeconds(3_725));
    api.store.desk.scan(OpenStore.room("sports", "W-1"));
    JsonNode visit = RunningApi.json(get("/api/v1/visits")).get("visits").get(0);
    assertEquals(
        Json.MAPPER.readTree(
            """
            {"visit":"1","resident":"1","name":"王小明","party":1,"room":"sports",
             "room_name":"文体活动室","arrived":"2026-11-23T09:15:02.120+08:00",
             "departed":"2026-11-23T10:17:07.120+08:00","minutes":62,"ended":"tap",
             "reader":"reader-sports","evidence":"qr","town":{}}\
            """),
        visit);
    assertEquals(visit, RunningApi.json(get("/api/v1/visits.ndjson")));
    HttpResponse<String> csv = get("/api/v1/visits.csv");
    assertEquals(
        "\uFEFFvisit,resident,name,party,room,room_name,arrived,departed,minutes,ended,reader,"
            + "evidence,arrived_local,departed_local,town\r\n"
            + "1,1,王小明,1,sports,文体活动室,2026-11-23T09:15:02.120+08:00,"
            + "2026-11-23T10:17:07.120+08:00,62,tap,reader-sports,"
            + "qr,2026-11-23 09:15:02,2026-11-23 10:17:07,\r\n",
        csv.body());
    assertEquals(csv.body().substring(1), get("/api/v1/visits.csv?bom=0").body());
  }

  private static List<String> found(JsonNode page) {
    return page.get("visits").findValuesAsText("visit");
  }

  @Test
  void visits_are_found_by_reader_evidence_how_they_ended_and_whether_the_town_has_them()
      throws Exception {
    api.store.resident("王小明", "W-1");
    api.store.desk.scan(OpenStore.room("sports", "W-1"));
    api.store.desk.guests(4);
    api.store.pass(Duration.ofMinutes(5));
    api.store.desk.scan(OpenStore.room("sports", "W-1"));
    Cursors cursors = new Cursors(api.store.database);
    cursors.advance("upstream", api.store.ledger.journal().head());
    api.store.desk.guests(1);
    String log = "/api/v1/visits";
    assertEquals(List.of("1"), found(RunningApi.json(get(log + "?reader=reader-sports"))));
    assertEquals(List.of("2", "3"), found(RunningApi.json(get(log + "?evidence=none"))));
    assertEquals(List.of("1"), found(RunningApi.json(get(log + "?ended=tap"))));
    assertEquals(List.of("3"), found(RunningApi.json(get(log + "?town=waiting"))));
    assertEquals(List.of("1", "2"), found(RunningApi.json(get(log + "?town=has"))));
    assertEquals(List.of(), found(RunningApi.json(get(log + "?town=refused"))));
    JsonNode totals = RunningApi.json(get(log + "/totals?town=has&evidence=none"));
    assertEquals(4, totals.path("people").asInt());
    JsonNode traits = RunningApi.json(get(log + "/traits"));
    assertEquals(
        Json.MAPPER.readTree(
            "{\"readers\": [\"reader-sports\", \"screen\"], \"upstreams\": [\"upstream\"]}"),
        traits);
    List<NamedCsvRecord> rows = csv(get(log + ".csv").body());
    assertEquals(
        List.of("has", "has", "waiting"), rows.stream().map(row -> row.getField("town")).toList());
  }

  @Test
  void a_filter_that_means_nothing_is_told_with_what_it_can_be() throws Exception {
    for (String filter : List.of("evidence=fax", "ended=never", "town=maybe")) {
      HttpResponse<String> answer = get("/api/v1/visits?" + filter);
      assertEquals(400, answer.statusCode(), filter);
      assertTrue(answer.body().contains("must be one of"), answer.body());
    }
  }

  @Test
  void whose_visits_they_may_be_is_found_by_pinyin_and_only_the_name_is_told() throws Exception {
    api.store.resident("王小明", "W-1");
    assertEquals(
        Json.MAPPER.readTree("{\"people\": [{\"id\": \"1\", \"name\": \"王小明\"}]}"),
        RunningApi.json(get("/api/v1/visits/people?search=wangxm")));
    assertEquals(403, api.get(api.staff, "/api/v1/visits/people?search=wang").statusCode());
  }

  @Test
  void whoever_exports_is_told_before_how_many_visits_follow() throws Exception {
    api.store.desk.guests(4);
    for (String card : List.of("W-1", "W-2", "W-3")) {
      api.store.resident("王小明", card);
      api.store.desk.scan(OpenStore.room("sports", card));
    }
    for (String type : List.of("csv", "ndjson")) {
      String path = "/api/v1/visits." + type;
      assertEquals(4, rows(get(path)));
      assertEquals(3, rows(get(path + "?room=sports&open=true")));
      assertEquals(0, rows(get(path + "?to=2020-01-01")));
      HttpResponse<String> head =
          api.send(api.request(api.auditor, path + "?room=sports").method("HEAD", noBody()));
      assertEquals(3, rows(head));
      assertEquals("", head.body());
    }
    assertEquals(4, csv(get("/api/v1/visits.csv").body()).size());
    assertEquals(-1, rows(get("/api/v1/visits.csv?limit=2")), "a page has its own end");
  }

  private static long rows(HttpResponse<String> answer) {
    return answer.headers().firstValueAsLong("Daka-Rows").orElse(-1);
  }

  @Test
  void an_open_visit_of_guests_has_nulls_and_empty_cells() throws Exception {
    api.store.desk.guests(4);
    JsonNode visit = RunningApi.json(get("/api/v1/visits")).get("visits").get(0);
    assertTrue(visit.get("name").isNull() && visit.get("departed").isNull());
    assertEquals("", visit.get("ended").asText());
    assertEquals("none", visit.get("evidence").asText());
    assertTrue(
        get("/api/v1/visits.csv")
            .body()
            .endsWith(
                "\r\n1,,,4,hall,便民服务大厅,2026-11-23T09:15:02.120+08:00,,,,screen,"
                    + "none,2026-11-23 09:15:02,,\r\n"));
  }

  @Test
  void the_type_follows_the_suffix_or_accept() throws Exception {
    Map<String, String> expected =
        Map.of(
            "text/csv",
            "text/csv;charset=utf-8;header=present",
            "application/x-ndjson",
            "application/x-ndjson",
            "*/*",
            "application/json",
            "text/html, application/json;q=0.5",
            "application/json",
            "application/json;q=0.2, text/csv;q=0.9",
            "text/csv;charset=utf-8;header=present",
            Sheets.TYPE + ", */*;q=0.1",
            Sheets.TYPE);
    for (Map.Entry<String, String> entry : expected.entrySet()) {
      HttpResponse<String> response =
          api.send(api.request(api.auditor, "/api/v1/visits").header("Accept", entry.getKey()));
      assertEquals(
          entry.getValue(),
          response.headers().firstValue("Content-Type").orElse("").replace("; ", ";"));
    }
    for (String accept : List.of("image/png", "application/json;q=0", "text/csv;q=x", "nonsense")) {
      HttpResponse<String> refused =
          api.send(api.request(api.auditor, "/api/v1/visits").header("Accept", accept));
      assertEquals(406, refused.statusCode(), accept);
    }
  }

  @Test
  void following_next_gives_every_visit_once() throws Exception {
    for (int i = 0; i < 57; i++) {
      api.store.desk.guests(1);
      api.store.pass(Duration.ofMillis(i % 3));
    }
    for (String path : List.of("/api/v1/visits?limit=10", "/api/v1/visits.csv?bom=0&limit=10")) {
      List<String> ids = new ArrayList<>();
      String next = path;
      int pages = 0;
      while (!next.isEmpty()) {
        HttpResponse<String> page = get(next);
        ids.addAll(ids(page));
        String link = page.headers().firstValue("Link").orElse("");
        next = link.replaceFirst("^<(.*)>; rel=\"next\"$", "$1");
        pages++;
      }
      assertEquals(6, pages);
      assertEquals(57, ids.stream().distinct().count());
      assertEquals(57, ids.size());
    }
  }

  private static List<String> ids(HttpResponse<String> page) throws Exception {
    if (!page.body().startsWith("{")) {
      return csv(page.body()).stream().map(row -> row.getField("visit")).toList();
    }
    List<String> ids = new ArrayList<>();
    RunningApi.json(page).get("visits").forEach(visit -> ids.add(visit.get("visit").asText()));
    return ids;
  }

  @Test
  void days_are_the_centres_and_to_is_included() throws Exception {
    api.store.setClock(java.time.Instant.parse("2026-11-22T15:59:59.999Z"));
    api.store.desk.guests(1);
    api.store.setClock(java.time.Instant.parse("2026-11-22T16:00:00Z"));
    api.store.desk.guests(1);
    api.store.setClock(java.time.Instant.parse("2026-11-23T15:59:59.999Z"));
    api.store.desk.guests(1);
    api.store.setClock(java.time.Instant.parse("2026-11-23T16:00:00Z"));
    api.store.desk.guests(1);
    assertEquals(List.of("2", "3"), ids(get("/api/v1/visits?from=2026-11-23&to=2026-11-23")));
    assertEquals(List.of("4"), ids(get("/api/v1/visits?from=2026-11-24")));
    assertEquals(List.of("1"), ids(get("/api/v1/visits?to=2026-11-22")));
  }

  @Test
  void filters_leave_out_what_was_not_asked_for() throws Exception {
    api.store.resident("王小明", "W-1");
    api.store.desk.scan(OpenStore.room("sports", "W-1"));
    api.store.desk.guests(2);
    api.store.pass(Duration.ofMinutes(2));
    api.store.desk.scan(OpenStore.room("sports", "W-1"));
    assertEquals(List.of("1"), ids(get("/api/v1/visits?room=sports")));
    assertEquals(List.of("1"), ids(get("/api/v1/visits?resident=1")));
    assertEquals(List.of("2"), ids(get("/api/v1/visits?open=true")));
    assertEquals(List.of("1"), ids(get("/api/v1/visits?open=false")));
    assertEquals(List.of(), ids(get("/api/v1/visits?resident=77")));
  }

  @Test
  void a_mistake_in_the_query_is_told_with_its_cure() throws Exception {
    Map<String, String> cures =
        Map.of(
            "form=2026-11-01", "from, to, room",
            "from=2026-02-30", "2026-11-23",
            "from=yesterday", "2026-11-23",
            "from=2026-11-24&to=2026-11-23", "exchange",
            "room=gym", "sports",
            "open=yes", "true or false",
            "limit=10001", "10000",
            "after=abc", "next",
            "resident=x", "whole number",
            "limit=1&limit=2", "2 times");
    for (Map.Entry<String, String> mistake : cures.entrySet()) {
      HttpResponse<String> response = get("/api/v1/visits?" + mistake.getKey());
      assertEquals(400, response.statusCode(), mistake.getKey());
      assertTrue(
          RunningApi.detail(response).contains(mistake.getValue()),
          () -> mistake + ": " + response.body());
    }
    assertEquals(400, get("/api/v1/visits?bom=0").statusCode());
  }

  @Test
  void any_query_gets_an_answer_and_none_breaks_the_server() throws Exception {
    api.store.desk.guests(2);
    Random random = new Random(11);
    List<String> names =
        List.of("from", "to", "room", "resident", "open", "after", "limit", "bom", "x");
    List<String> values =
        List.of(
            "",
            "0",
            "1",
            "-1",
            "999999999999999999",
            "9999999999999999999",
            "true",
            "hall",
            "9999-12-31",
            "0000-01-01",
            "2026-11-23",
            "%00",
            "%F0%9F%98%80",
            "%FF",
            "'--",
            "%22",
            "LTE4MDAwMDAwMDAwMDAwMDAwMCAx",
            "OTk5OTk5OTk5OTk5OTk5OTk5IDE",
            "2026-1-1",
            "+",
            "%0d%0a");
    for (int i = 0; i < 300; i++) {
      StringBuilder query = new StringBuilder();
      for (int j = random.nextInt(4); j >= 0; j--) {
        query.append(names.get(random.nextInt(names.size()))).append('=');
        query.append(values.get(random.nextInt(values.size()))).append('&');
      }
      String path =
          "/api/v1/visits"
              + List.of("", ".csv", ".ndjson", ".xlsx").get(random.nextInt(4))
              + "?"
              + query;
      int status = get(path).statusCode();
      assertTrue(status == 200 || status == 400, () -> path + " gave " + status);
    }
  }

  @Test
  void names_of_any_kind_come_back_from_csv_and_json_as_they_are() throws Exception {
    String alphabet = "a王,\"\n\r=+-@'\t;＝＋﹢﹣😀 é\u202E\uFEFF\u200B|<&";
    int[] letters = alphabet.codePoints().toArray();
    Random random = new Random(5);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      StringBuilder name = new StringBuilder();
      for (int j = random.nextInt(6); j >= 0; j--) {
        name.appendCodePoint(letters[random.nextInt(letters.length)]);
      }
      names.add(name.toString());
      api.store.resident(name.toString(), "P-" + i);
      api.store.desk.scan(entrance("P-" + i));
    }
    List<NamedCsvRecord> rows = csv(get("/api/v1/visits.csv").body());
    JsonNode visits = RunningApi.json(get("/api/v1/visits")).get("visits");
    int written = Math.min(names.size(), visits.size());
    assertEquals(written, rows.size());
    for (int i = 0; i < written; i++) {
      String resident = rows.get(i).getField("resident");
      String name = names.get(Integer.parseInt(resident) - 1);
      String cell = rows.get(i).getField("name");
      assertEquals(COLUMNS.size(), rows.get(i).getFieldCount());
      assertFalse(cell.matches("(?s)^[\u202E\uFEFF\u200B ]*[=+\\-@\\t\\r\\n＝＋－＠﹢﹣].*"), cell);
      assertEquals(name, cell.startsWith("'") ? cell.substring(1) : cell);
      assertEquals(name, visits.get(i).get("name").asText());
    }
    assertTrue(written >= 70, "the room is large enough for a test worth the name");
  }

  @Test
  void a_revoked_token_ends_its_open_export_within_a_second(@TempDir Path grown) throws Exception {
    try (Database database = Database.open(grown)) {
      ManyVisits.write(database, 100_000, OpenStore.MORNING.minus(Duration.ofDays(90)));
    }
    try (RunningApi full = new RunningApi(grown);
        SlowReader reader = SlowReader.begin(full, full.auditor, "/api/v1/visits.csv")) {
      Tokens tokens = new Tokens(full.store.database);
      assertTrue(reader.isAlive(), "the export is under way");
      long revoked = System.nanoTime();
      assertTrue(tokens.revoke("auditor"));
      reader.awaitCut(Duration.ofSeconds(15));
      Duration took = Duration.ofNanos(System.nanoTime() - revoked);
      assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took::toString);
      assertEquals(401, full.get(full.auditor, "/api/v1/visits").statusCode());
    }
  }

  @Test
  void an_export_whose_token_stays_good_is_whole_however_slowly_it_is_read(@TempDir Path grown)
      throws Exception {
    try (Database database = Database.open(grown)) {
      ManyVisits.write(database, 100_000, OpenStore.MORNING.minus(Duration.ofDays(90)));
    }
    try (RunningApi full = new RunningApi(grown);
        SlowReader reader = SlowReader.begin(full, full.auditor, "/api/v1/visits.csv")) {
      assertTrue(new Tokens(full.store.database).revoke("staff"));
      assertEquals(100_001, reader.readOn().lines().count());
    }
  }

  @Test
  void an_export_while_people_tap_holds_each_earlier_visit_once(@TempDir Path grown)
      throws Exception {
    int earlier = 30_000;
    try (Database database = Database.open(grown)) {
      ManyVisits.write(database, earlier, OpenStore.MORNING.minus(Duration.ofDays(30)));
    }
    AtomicBoolean stop = new AtomicBoolean();
    try (RunningApi busy = new RunningApi(grown)) {
      Thread tapping =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!stop.get()) {
                      busy.store.pass(Duration.ofMillis(1));
                      busy.store.desk.guests(1);
                    }
                  });
      try {
        for (int round = 0; round < 5; round++) {
          HttpResponse<String> export = busy.get(busy.auditor, "/api/v1/visits.csv");
          List<NamedCsvRecord> rows = csv(export.body());
          assertTrue(rows.size() >= earlier);
          for (int i = 0; i < rows.size(); i++) {
            assertEquals(Integer.toString(i + 1), rows.get(i).getField("visit"));
          }
        }
      } finally {
        stop.set(true);
        tapping.join();
      }
      assertTrue(busy.store.ledger.journal().head() > 20, "people did tap meanwhile");
    }
  }

  @Test
  void an_export_that_breaks_off_does_not_look_whole() throws Exception {
    ManyVisits.write(api.store.database, 300_000, OpenStore.MORNING);
    HttpResponse<InputStream> response =
        api.http.send(
            api.request(api.auditor, "/api/v1/visits.csv").build(), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      assertTrue(body.readNBytes(1_000).length == 1_000);
      ManyVisits.takeAway(api.store.database);
      assertThrows(IOException.class, body::readAllBytes);
    }
    assertEquals(503, get("/api/v1/visits.csv").statusCode());
  }
}
