package daka.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.store.OpenStore;
import daka.store.journal.NewerEntries;
import daka.store.visits.Retention;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalPullTest {
  private static final String SOURCE = "/centres/yimin/kiosks/entrance";

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

  @Test
  void the_journal_is_pulled_in_pages_that_fit_together() throws Exception {
    for (int i = 0; i < 12; i++) {
      api.store.desk.guests(1);
    }
    HttpResponse<String> first = api.get(api.auditor, "/api/v1/journal?limit=5");
    assertEquals(
        "application/cloudevents-batch+json",
        first.headers().firstValue("Content-Type").orElse(""));
    String link = first.headers().firstValue("Link").orElseThrow();
    assertTrue(link.contains("after=5"), link);
    HttpResponse<String> rest = api.get(api.auditor, "/api/v1/journal?after=5");
    assertEquals(7, RunningApi.json(rest).size());
    assertTrue(rest.headers().firstValue("Link").isEmpty());
    assertEquals(
        RunningApi.json(first).get(4).get("hash"), RunningApi.json(rest).get(0).get("hashbefore"));
    assertEquals("[]", api.get(api.auditor, "/api/v1/journal?after=12").body().strip());
    assertEquals(400, api.get(api.auditor, "/api/v1/journal?after=-1").statusCode());
  }

  @Test
  void a_pull_that_has_come_to_before_what_was_deleted_is_told_where_to_go_on() throws Exception {
    Retention retention = new Retention(api.store.database, api.store.ledger, 1, false, Set.of());
    for (int night = 0; night < 2; night++) {
      for (int i = 0; i < 3; i++) {
        api.store.desk.guests(1);
      }
      retention.run(OpenStore.HOURS.day(api.store.now()), api.store.now());
      api.store.pass(Duration.ofDays(1));
    }
    HttpResponse<String> gone = api.get(api.auditor, "/api/v1/journal?after=2&limit=9");
    assertEquals(410, gone.statusCode());
    assertTrue(gone.body().contains("go on with after=3"), gone.body());
    String link = gone.headers().firstValue("Link").orElseThrow();
    assertTrue(link.contains("limit=9&after=3"), link);
    for (int after : new int[] {0, 3}) {
      HttpResponse<String> rest = api.get(api.auditor, "/api/v1/journal?after=" + after);
      assertEquals("000000000004", RunningApi.json(rest).get(0).get("sequence").asText());
    }
  }

  @Test
  void entries_of_a_later_version_are_pulled_as_they_are() throws Exception {
    Path newer = Files.createDirectory(folder.resolve("newer"));
    try (OpenStore store = new OpenStore(newer)) {
      store.desk.guests(1);
    }
    NewerEntries.append(newer);
    api.close();
    api = new RunningApi(newer);
    JsonNode entries = RunningApi.json(pull("after=0"));
    assertEquals(NewerEntries.COUNT + 1, entries.size());
    String before = "0".repeat(64);
    for (JsonNode entry : entries) {
      assertEquals(before, entry.path("hashbefore").asText());
      before = entry.path("hash").asText();
    }
    assertEquals("dog", entries.get(4).path("data").path("companion").asText());
    assertEquals("north", entries.get(1).path("zone").asText());
  }

  private HttpResponse<String> pull(String query) throws Exception {
    return api.get(api.auditor, "/api/v1/journal?" + query);
  }

  private static String of(String source) {
    return "&source=" + URLEncoder.encode(source, StandardCharsets.UTF_8);
  }

  private void guests(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      api.store.desk.guests(1);
    }
  }

  @Test
  void a_cursor_beyond_the_end_is_told_whose_journal_this_is_and_where_to_go_on() throws Exception {
    guests(3);
    assertEquals("[]", pull("after=3").body().strip());
    for (long after : new long[] {4, 800, 999_999_999_999_999_999L}) {
      HttpResponse<String> gone = pull("limit=2&after=" + after);
      assertEquals(410, gone.statusCode(), gone.body());
      assertEquals(
          "application/problem+json", gone.headers().firstValue("Content-Type").orElse(""));
      JsonNode problem = RunningApi.json(gone);
      assertEquals(410, problem.get("status").asInt());
      assertEquals(SOURCE, problem.get("source").asText());
      assertEquals(3, problem.get("last").asLong());
      assertEquals(0, problem.get("after").asLong());
      assertTrue(RunningApi.detail(gone).contains("go on with after=0"), gone.body());
      String link = gone.headers().firstValue("Link").orElseThrow();
      assertEquals("</api/v1/journal?limit=2&after=0>; rel=\"next\"", link);
    }
    guests(1);
    assertEquals(1, RunningApi.json(pull("after=3")).size());
    assertEquals("[]", pull("after=4").body().strip());
  }

  @Test
  void an_empty_journal_has_an_end_too() throws Exception {
    assertEquals("[]", pull("after=0").body().strip());
    JsonNode problem = RunningApi.json(pull("after=1"));
    assertEquals(0, problem.get("last").asLong(-1));
    assertEquals(SOURCE, problem.get("source").asText());
  }

  @Test
  void a_cursor_of_another_source_is_refused_although_the_journal_is_as_long() throws Exception {
    guests(5);
    String other = "/centres/yimin/kiosks/back-door";
    HttpResponse<String> gone = pull("after=2&limit=9" + of(other));
    assertEquals(410, gone.statusCode(), gone.body());
    assertEquals(SOURCE, RunningApi.json(gone).get("source").asText());
    assertTrue(RunningApi.detail(gone).contains(other), gone.body());
    String link = gone.headers().firstValue("Link").orElseThrow();
    assertEquals("</api/v1/journal?limit=9&after=0>; rel=\"next\"", link);
    assertEquals(3, RunningApi.json(pull("after=2" + of(SOURCE))).size());
    assertEquals(5, RunningApi.json(pull("after=0" + of(other))).size(), "who has nothing yet");
    assertEquals(400, pull("after=2&source=a%00b").statusCode());
  }

  @Test
  void pages_lead_on_over_the_place_where_the_source_changed() throws Exception {
    Path replaced = Files.createDirectory(folder.resolve("replaced"));
    try (OpenStore store = new OpenStore(replaced)) {
      for (int i = 0; i < 3; i++) {
        store.desk.guests(1);
      }
      store.execute("INSERT INTO settings VALUES ('lineage', '/2')");
    }
    api.close();
    api = new RunningApi(replaced);
    guests(3);
    HttpResponse<String> page = pull("limit=2&after=1" + of(SOURCE));
    int entries = RunningApi.json(page).size();
    for (int pages = 0; pages < 3 && page.headers().firstValue("Link").isPresent(); pages++) {
      String link = page.headers().firstValue("Link").orElseThrow();
      page = api.get(api.auditor, link.substring(1, link.indexOf('>')));
      assertEquals(200, page.statusCode(), page.body());
      entries += RunningApi.json(page).size();
    }
    assertEquals(5, entries);
    assertEquals(410, pull("after=4" + of(SOURCE)).statusCode());
    assertEquals(SOURCE + "/2", RunningApi.json(pull("after=9")).get("source").asText());
  }
}
