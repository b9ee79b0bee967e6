package daka.web.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import daka.config.Config;
import daka.store.OpenStore;
import daka.store.file.Sql;
import daka.web.api.RunningApi;
import daka.web.http.Json;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A centre's rooms, hours and settings in one file, and another centre that is set up alike.
class PlanTest {
  private static final String PATH = "/api/v1/plan";

  @TempDir Path folder;
  @TempDir Path next;
  private RunningApi api;
  private RunningApi other;

  @BeforeEach
  void open() throws Exception {
    api = new RunningApi(folder);
    other = new RunningApi(next);
  }

  @AfterEach
  void close() throws Exception {
    api.close();
    other.close();
  }

  private void arrange() throws Exception {
    api.store.resident("王秀英", "secret-payload");
    api.make(
        "/api/v1/rooms/tea",
        """
        {"name": "茶室", "language": "zh-Hans", "names": {"en": "Tea room"}, "floor": "1F",
         "capacity": 12, "position": 1, "closed": ["mon", "2027-01-01"]}\
        """);
    api.overwrite(
        "PUT",
        "/api/v1/hours",
        """
        {"week": {"mon": ["09:00-12:00", "14:00-20:00"], "tue": ["09:00-20:00"]},
         "closed": ["2027-02-17"]}\
        """);
    api.overwrite(
        "PUT",
        "/api/v1/settings",
        """
        {"changes": [{"table": "centre", "key": "capacity", "value": 200},
                     {"table": "retention", "key": "days", "value": 400},
                     {"table": "sound", "key": "volume", "value": 40}]}\
        """);
  }

  private static HttpResponse<String> preview(RunningApi centre, String plan) throws Exception {
    return centre.post(centre.admin, PATH + "?preview=true", plan);
  }

  private static HttpResponse<String> bring(RunningApi centre, String plan) throws Exception {
    String seen = preview(centre, plan).headers().firstValue("ETag").orElseThrow();
    return centre.ifMatch(seen, "POST", PATH, plan);
  }

  private static String rooms(RunningApi centre) throws Exception {
    return centre.get(centre.admin, "/api/v1/rooms").body();
  }

  @Test
  void the_next_centre_is_set_up_alike_and_keeps_what_is_its_own() throws Exception {
    arrange();
    String plan = api.get(api.admin, PATH).body();
    JsonNode seen = Json.MAPPER.readTree(preview(other, plan).body());
    assertEquals("new", seen.at("/rooms/0/state").asText(), seen.toPrettyString());
    assertEquals("changed", seen.at("/rooms/1/state").asText(), "its place is another");
    assertEquals(List.of(), List.copyOf(seen.path("problems").findValues("key")));
    assertEquals(4, seen.path("settings").size(), seen.toPrettyString());

    HttpResponse<String> brought = bring(other, plan);
    assertEquals(200, brought.statusCode(), brought.body());
    assertTrue(RunningApi.json(brought).path("restarting").asBoolean());
    assertTrue(other.restart.isAsked());

    assertEquals(rooms(api), rooms(other));
    assertEquals(hours(folder), hours(next));
    String config = Files.readString(next.resolve("daka.toml"));
    assertTrue(config.contains("id = \"yimin\"") && config.contains("days = 400"), config);
    assertTrue(config.contains("capacity = 200\n"), config);
    assertEquals(
        0, RunningApi.json(preview(other, plan)).path("changes").asInt(), "nothing is left to do");
    String audit = other.get(other.admin, "/api/v1/audit").body();
    for (String told : List.of("plan.imported", "room.added", "hours", "retention.days")) {
      assertTrue(audit.contains(told), told + " in " + audit);
    }
  }

  private static Config.Centre centre(Path folder) {
    return switch (Config.read(folder.resolve("daka.toml"))) {
      case Config.Valid(Config config) -> config.centre();
      case Config.Invalid(var problems) -> throw new AssertionError(problems);
    };
  }

  private static String hours(Path folder) {
    return centre(folder).hours().week() + " " + centre(folder).hours().closed();
  }

  @Test
  void a_plan_can_be_read_by_a_person_and_has_nothing_of_people_or_of_this_kiosk()
      throws Exception {
    arrange();
    HttpResponse<String> answer = api.get(api.admin, PATH);
    String plan = answer.body();
    assertEquals(
        "attachment; filename=\"daka-plan.json\"",
        answer.headers().firstValue("Content-Disposition").orElseThrow());
    assertTrue(plan.lines().count() > 50 && plan.contains("\"茶室\""), plan);
    for (String own :
        List.of("王秀英", "secret", "yimin", "entrance", "counter", "ttyACM", "listen", "dev")) {
      assertFalse(plan.contains(own), own + " in " + plan);
    }
    assertTrue(api.get(api.admin, "/api/v1/audit").body().contains("\"plan.exported\""));
  }

  @Test
  void a_room_that_the_plan_does_not_have_stays_behind_the_others_with_its_visits()
      throws Exception {
    other.store.resident("王秀英", "W-1");
    other.store.desk.scan(OpenStore.entrance("W-1"));
    ObjectNode plan = (ObjectNode) Json.MAPPER.readTree(api.get(api.admin, PATH).body());
    ((ArrayNode) plan.path("rooms")).remove(0);
    JsonNode seen = RunningApi.json(preview(other, plan.toString()));
    assertEquals("stays", seen.at("/rooms/5/state").asText(), seen.toPrettyString());
    assertEquals(200, bring(other, plan.toString()).statusCode());
    JsonNode rooms = Json.MAPPER.readTree(rooms(other)).path("rooms");
    assertEquals("hall", rooms.at("/5/id").asText());
    assertEquals(6, rooms.size());
  }

  @Test
  void what_the_kiosk_could_not_start_with_is_told_and_none_of_it_is_written() throws Exception {
    ObjectNode plan = (ObjectNode) Json.MAPPER.readTree(api.get(api.admin, PATH).body());
    ((ObjectNode) plan.path("rooms").path(0)).put("name", "大厅");
    ((ObjectNode) plan.path("settings")).put("sound.volume", 1000);
    String before = rooms(other) + Files.readString(next.resolve("daka.toml"));
    JsonNode seen = RunningApi.json(preview(other, plan.toString()));
    assertEquals("sound.volume", seen.at("/problems/0/key").asText(), seen.toPrettyString());
    assertEquals(422, bring(other, plan.toString()).statusCode());
    assertEquals(before, rooms(other) + Files.readString(next.resolve("daka.toml")));
  }

  /// The file is written within the transaction: a database that refuses leaves both as they were.
  @Test
  void a_database_that_cannot_be_written_leaves_the_settings_as_they_were() throws Exception {
    arrange();
    String plan = api.get(api.admin, PATH).body();
    String before = rooms(other) + Files.readString(next.resolve("daka.toml"));
    String tag = preview(other, plan).headers().firstValue("ETag").orElseThrow();
    other.store.database.write(
        connection ->
            Sql.change(
                connection,
                "CREATE TRIGGER full BEFORE INSERT ON rooms BEGIN SELECT RAISE(ABORT, 'full');"
                    + " END"));
    assertEquals(503, other.ifMatch(tag, "POST", PATH, plan).statusCode());
    assertEquals(before, rooms(other) + Files.readString(next.resolve("daka.toml")));
    assertFalse(other.get(other.admin, "/api/v1/audit").body().contains("plan.imported"));
  }

  @Test
  void who_has_not_seen_what_it_would_do_brings_nothing_in() throws Exception {
    arrange();
    String plan = api.get(api.admin, PATH).body();
    assertEquals(428, other.post(other.admin, PATH, plan).statusCode());
    String tag = preview(other, plan).headers().firstValue("ETag").orElseThrow();
    other.make("/api/v1/rooms/tea", "{\"name\": \"茶室\", \"floor\": \"2F\", \"capacity\": 5}");
    HttpResponse<String> stale = other.ifMatch(tag, "POST", PATH, plan);
    assertEquals(412, stale.statusCode());
    assertEquals(
        "2F",
        RunningApi.json(stale).at("/current/rooms/0/changes/2/before").asText(),
        stale.body());
    assertEquals(403, other.post(other.staff, PATH, plan).statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | plan",
        "{\"plan\": 2} | form 1",
        "{\"plan\": 1, \"people\": []} | people",
        "{\"plan\": 1, \"settings\": {\"kiosk.data\": \"/etc\"}} | kiosk.data",
        "{\"plan\": 1, \"settings\": {\"centre.id\": \"mine\"}} | centre.id",
        "{\"plan\": 1, \"settings\": {\"sound.volume\": {}}} | sound.volume",
        "{\"plan\": 1, \"rooms\": []} | rooms",
        "{\"plan\": 1, \"rooms\": [null]} | rooms",
        "{\"plan\": 1, \"rooms\": [{\"id\": \"a\", \"name\": \"a\", \"floor\": \"1\","
            + " \"capacity\": 1, \"position\": 2}]} | position",
        "{\"plan\": 1, \"hours\": {\"week\": {\"someday\": []}, \"closed\": []}} | week",
        "[] | object",
        "daka | JSON",
      })
  void what_is_no_plan_is_refused_with_the_field_and_the_cure(String plan, String named)
      throws Exception {
    HttpResponse<String> refused = preview(other, plan);
    assertEquals(400, refused.statusCode(), refused.body());
    assertTrue(RunningApi.detail(refused).contains(named), refused.body());
  }
}
