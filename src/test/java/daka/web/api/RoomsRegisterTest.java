package daka.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.Hours;
import daka.screen.Answer;
import daka.store.OpenStore;
import daka.web.http.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rooms over HTTP: when one is closed, and who is told so.
class RoomsRegisterTest {
  private static final String SPORTS = "/api/v1/rooms/sports";

  @TempDir Path folder;

  private static HttpResponse<String> close(RunningApi api, String closed) throws Exception {
    return api.overwrite("PUT", SPORTS, sports(", \"closed\": " + closed));
  }

  private static String sports(String more) {
    return "{\"name\": \"文体活动室\", \"floor\": \"2F\", \"capacity\": 50" + more + "}";
  }

  private static JsonNode sports(JsonNode answer) {
    return answer.get("rooms").valueStream().filter(RoomsRegisterTest::isSports).findFirst().get();
  }

  private static boolean isSports(JsonNode room) {
    return room.get("id").asText().equals("sports");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true                             | true",
        "false                            | false",
        "null                             | false",
        "[]                               | false",
        "[\"mon\"]                        | [\"mon\"]",
        "[\"2027-01-01\",\"sun\",\"sun\"] | [\"sun\",\"2027-01-01\"]"
      })
  void a_closure_is_answered_as_it_was_sent_in_one_form(String sent, String answered)
      throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      HttpResponse<String> put = close(api, sent);
      assertEquals(200, put.statusCode(), put.body());
      assertEquals(answered, RunningApi.json(put).get("closed").toString());
      JsonNode read = sports(RunningApi.json(api.get(api.staff, "/api/v1/rooms")));
      assertEquals(RunningApi.json(put), read);
      assertEquals(200, api.overwrite("PUT", SPORTS, read.toString()).statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"mon\"",
        "1",
        "{\"mon\": true}",
        "[\"monday\"]",
        "[\"Mon\"]",
        "[\"\"]",
        "[null]",
        "[1]",
        "[true]",
        "[[\"mon\"]]",
        "[\"mon\", \"2027-02-30\"]",
        "[\"2027-1-1\"]",
        "[\"+12027-01-01\"]",
        "[\"20270101\"]"
      })
  void a_closure_that_is_none_is_refused_with_the_cure_and_changes_nothing(String wrong)
      throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      assertEquals(200, close(api, "[\"sun\"]").statusCode());
      HttpResponse<String> refused = close(api, wrong);
      assertEquals(400, refused.statusCode(), refused.body());
      String detail = RunningApi.detail(refused);
      assertTrue(detail.startsWith("\"closed\" must be true, false, or a list"), detail);
      assertTrue(detail.endsWith("as in [\"sun\", \"2027-01-01\"]"), detail);
      JsonNode read = sports(RunningApi.json(api.get(api.staff, "/api/v1/rooms")));
      assertEquals("[\"sun\"]", read.get("closed").toString());
    }
  }

  @Test
  void more_days_than_any_year_has_are_refused() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      List<String> days = Collections.nCopies(401, "2027-01-01");
      assertEquals(400, close(api, Json.MAPPER.writeValueAsString(days)).statusCode());
      assertEquals(
          200, close(api, Json.MAPPER.writeValueAsString(days.subList(1, 401))).statusCode());
    }
  }

  @Test
  void a_room_that_is_sent_without_a_closure_is_open() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      close(api, "true");
      HttpResponse<String> open = api.overwrite("PUT", SPORTS, sports(""));
      assertEquals("false", RunningApi.json(open).get("closed").toString());
    }
  }

  @Test
  void staff_and_auditors_close_no_room() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      String closed = sports(", \"closed\": true");
      assertEquals(403, api.send("PUT", api.staff, SPORTS, closed).statusCode());
      assertEquals(403, api.send("PUT", api.auditor, SPORTS, closed).statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "[\"mon\",\"2027-01-01\"]"})
  void a_closure_is_kept_over_a_restart(String closed) throws Exception {
    String token;
    try (RunningApi api = new RunningApi(folder)) {
      assertEquals(200, close(api, closed).statusCode());
      token = api.staff;
    }
    try (OpenStore store = new OpenStore(folder);
        LoopbackApi api = new LoopbackApi(store);
        HttpClient client = HttpClient.newHttpClient()) {
      assertEquals(closed, sports(get(client, api, token, "rooms")).get("closed").toString());
      assertTrue(sports(get(client, api, token, "occupancy")).get("closed").isBoolean());
    }
  }

  private static JsonNode get(HttpClient client, LoopbackApi api, String token, String what)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/api/v1/" + what))
            .header("Authorization", "Bearer " + token)
            .build();
    return RunningApi.json(client.send(request, BodyHandlers.ofString()));
  }

  @Test
  void the_occupancy_tells_a_room_that_is_closed_now_and_no_other() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      close(api, "[\"mon\"]");
      JsonNode rooms = RunningApi.json(api.get(api.staff, "/api/v1/occupancy")).get("rooms");
      for (JsonNode room : rooms) {
        assertEquals(isSports(room), room.path("closed").asBoolean(), room::toString);
        assertEquals(isSports(room), room.has("closed"), room::toString);
      }
      api.store.pass(Duration.ofDays(1));
      JsonNode tuesday = RunningApi.json(api.get(api.staff, "/api/v1/occupancy"));
      assertFalse(tuesday.toString().contains("closed"), tuesday::toString);
    }
  }

  /// 2026-11-23 is a Monday.
  @ParameterizedTest
  @CsvSource({
    "2026-11-23T16:59:00Z, mon, true",
    "2026-11-23T17:01:00Z, mon, true",
    "2026-11-23T17:01:00Z, tue, false",
    "2026-11-23T18:01:00Z, mon, false",
    "2026-11-23T18:01:00Z, tue, true"
  })
  void past_midnight_it_is_the_opening_of_the_day_before(Instant now, String day, boolean closed)
      throws Exception {
    Hours hours = new Hours(LocalTime.of(18, 0), LocalTime.of(2, 0), OpenStore.ZONE);
    try (RunningApi api = new RunningApi(folder, hours, Duration.ofSeconds(10))) {
      api.store.setClock(now);
      close(api, "[\"" + day + "\"]");
      JsonNode occupancy = RunningApi.json(api.get(api.staff, "/api/v1/occupancy"));
      assertEquals(closed, sports(occupancy).path("closed").asBoolean(), occupancy::toString);
    }
  }

  @Test
  void a_capacity_that_cannot_be_is_refused_in_words_that_are_true() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      for (String wrong : List.of("-1", "100001")) {
        String room = sports("").replace("50", wrong);
        HttpResponse<String> refused = api.overwrite("PUT", SPORTS, room);
        assertEquals(400, refused.statusCode(), wrong);
        String detail = RunningApi.detail(refused);
        assertTrue(detail.contains("0 to 100000; a room with 0 is full for everybody"), detail);
      }
      HttpResponse<String> none = api.overwrite("PUT", SPORTS, sports("").replace("50", "0"));
      assertEquals("false", RunningApi.json(none).get("closed").toString());
      api.store.resident("王小明", "W-1");
      Answer answer =
          Answer.of(api.store.desk.scan(OpenStore.room("sports", "W-1")), OpenStore.HOURS);
      assertEquals("room-full", answer.reason());
      JsonNode occupancy = RunningApi.json(api.get(api.staff, "/api/v1/occupancy"));
      assertFalse(sports(occupancy).has("closed"), occupancy::toString);
    }
  }

  @Test
  void the_six_rooms_of_a_new_centre_have_a_name_in_each_language() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      JsonNode rooms = RunningApi.json(api.get(api.staff, "/api/v1/rooms")).get("rooms");
      assertEquals(6, rooms.size());
      for (JsonNode room : rooms) {
        assertEquals("zh-Hans", room.get("language").asText());
        assertEquals(List.of("en", "zh-Hant"), names(room));
      }
      assertEquals(
          "Culture & Sports",
          sports(RunningApi.json(api.get(api.staff, "/api/v1/rooms"))).at("/names/en").asText());
    }
  }

  private static List<String> names(JsonNode room) {
    List<String> languages = new ArrayList<>();
    room.get("names").fieldNames().forEachRemaining(languages::add);
    return languages;
  }

  @Test
  void names_in_each_language_are_told_with_the_occupancy_and_kept_over_a_restart()
      throws Exception {
    String named =
        sports(", \"language\": \"zh-Hans\", \"names\": {\"en\": \"Gym\", \"zh-Hant\": \" \"}");
    String token;
    try (RunningApi api = new RunningApi(folder)) {
      JsonNode put = RunningApi.json(api.overwrite("PUT", SPORTS, named));
      assertEquals("{\"en\":\"Gym\"}", put.get("names").toString());
      for (String where : List.of("rooms", "occupancy", "today")) {
        JsonNode told = sports(RunningApi.json(api.get(api.staff, "/api/v1/" + where)));
        assertEquals("Gym", told.at("/names/en").asText(), where);
        assertEquals("zh-Hans", told.get("language").asText(), where);
      }
      token = api.staff;
    }
    try (OpenStore store = new OpenStore(folder);
        LoopbackApi api = new LoopbackApi(store);
        HttpClient client = HttpClient.newHttpClient()) {
      assertEquals("Gym", sports(get(client, api, token, "rooms")).at("/names/en").asText());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"language\": \"Chinese\"                      | the tag of a language",
        "\"names\": {\"English\": \"Gym\"}              | names.English",
        "\"names\": {\"\": \"Gym\"}                     | the tag of a language",
        "\"names\": {\"en\": \"a\\u001fb\"}            | control character",
        "\"names\": {\"en\": 1}                         | names.en",
        "\"names\": [\"Gym\"]                           | names",
        "\"language\": \"en\", \"names\": {\"en\":\"G\"} | leave one of the two out",
        "\"position\": 0                                | counted from 1",
        "\"position\": \"first\"                        | whole number"
      })
  void names_and_places_that_are_none_are_refused_with_the_cure(String wrong, String cure)
      throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      HttpResponse<String> refused = api.overwrite("PUT", SPORTS, sports(", " + wrong));
      assertEquals(400, refused.statusCode(), refused.body());
      assertTrue(RunningApi.detail(refused).contains(cure), refused.body());
    }
  }

  @Test
  void a_room_takes_its_place_and_the_others_make_way() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      assertEquals(List.of("hall", "party", "civic", "veterans", "council", "sports"), order(api));
      api.overwrite("PUT", SPORTS, sports(", \"position\": 2"));
      assertEquals(List.of("hall", "sports", "party", "civic", "veterans", "council"), order(api));
      api.overwrite("PUT", SPORTS, sports(""));
      assertEquals("sports", order(api).get(1));
      api.make("/api/v1/rooms/chess", sports(", \"position\": 1"));
      api.make("/api/v1/rooms/attic", sports(", \"position\": 99"));
      assertEquals("chess", order(api).getFirst());
      assertEquals("attic", order(api).getLast());
    }
  }

  private static List<String> order(RunningApi api) throws Exception {
    List<String> ids = new ArrayList<>();
    int position = 0;
    for (JsonNode room : RunningApi.json(api.get(api.staff, "/api/v1/rooms")).get("rooms")) {
      assertEquals(++position, room.get("position").asInt());
      ids.add(room.get("id").asText());
    }
    return ids;
  }

  @Test
  void a_name_makes_an_id_that_can_be_read_and_no_room_has() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      Map<String, String> ids = new LinkedHashMap<>();
      ids.put("书画室", "shuhuashi");
      ids.put("二楼 Café №3", "erlou-cafe-no3");
      ids.put("女儿 K歌厅", "nuer-k-geting");
      ids.put("曾家茶室", "cengjiachashi");
      ids.put("Sports", "sports-2");
      ids.put("ཁང་པ", "room");
      ids.put("社区新时代文明实践志愿服务活动中心", "shequxinshidaiwenmingshijian");
      for (Map.Entry<String, String> each : ids.entrySet()) {
        String name = URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8);
        HttpResponse<String> answer = api.get(api.admin, "/api/v1/room-ids?name=" + name);
        assertEquals("{\"id\":\"" + each.getValue() + "\"}", answer.body(), () -> each.getKey());
      }
      assertEquals(400, api.get(api.admin, "/api/v1/room-ids").statusCode());
      assertEquals(403, api.get(api.staff, "/api/v1/room-ids?name=a").statusCode());
    }
  }

  @Test
  void who_changes_a_room_says_which_one_they_have_seen_and_nothing_is_overwritten()
      throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      String tag = api.get(api.staff, SPORTS).headers().firstValue("ETag").orElseThrow();
      assertEquals(428, api.send("PUT", api.admin, SPORTS, sports("")).statusCode());
      assertEquals(428, api.send("DELETE", api.admin, SPORTS, "").statusCode());
      HttpResponse<String> changed = api.ifMatch(tag, "PUT", SPORTS, sports(", \"closed\": true"));
      assertEquals(200, changed.statusCode(), changed.body());
      HttpResponse<String> stale = api.ifMatch(tag, "PUT", SPORTS, sports(""));
      assertEquals(412, stale.statusCode(), stale.body());
      assertTrue(RunningApi.json(stale).at("/current/closed").asBoolean(), stale.body());
      assertEquals(changed.headers().firstValue("ETag"), stale.headers().firstValue("ETag"));
      assertEquals(412, api.ifMatch(tag, "DELETE", SPORTS, "").statusCode());
      assertTrue(RunningApi.json(api.get(api.staff, SPORTS)).get("closed").asBoolean());
    }
  }

  @Test
  void a_room_that_is_made_twice_is_made_once() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      String chess = "/api/v1/rooms/chess";
      assertEquals(404, api.overwrite("PUT", chess, sports("")).statusCode());
      assertEquals(404, api.get(api.staff, chess).statusCode());
      assertEquals(201, api.make(chess, sports("")).statusCode());
      HttpResponse<String> again = api.make(chess, sports(""));
      assertEquals(412, again.statusCode());
      assertEquals("chess", RunningApi.json(again).at("/current/id").asText());
      assertEquals(7, order(api).size());
    }
  }

  @Test
  void a_room_is_deleted_unless_somebody_was_there_or_the_config_names_it() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      api.store.resident("王小明", "W-1");
      api.store.desk.scan(OpenStore.room("party", "W-1"));
      HttpResponse<String> visited = api.overwrite("DELETE", "/api/v1/rooms/party", "");
      assertEquals(409, visited.statusCode());
      assertTrue(RunningApi.detail(visited).contains("closed"), visited.body());
      HttpResponse<String> named = api.overwrite("DELETE", "/api/v1/rooms/hall", "");
      assertEquals(409, named.statusCode());
      assertTrue(RunningApi.detail(named).contains("the config names"), named.body());
      assertEquals(403, api.send("DELETE", api.staff, "/api/v1/rooms/civic", "").statusCode());
      assertEquals(204, api.overwrite("DELETE", "/api/v1/rooms/civic", "").statusCode());
      assertEquals(404, api.overwrite("DELETE", "/api/v1/rooms/civic", "").statusCode());
      assertEquals(List.of("hall", "party", "veterans", "council", "sports"), order(api));
      HttpResponse<String> again = api.make("/api/v1/rooms/civic", sports(""));
      assertEquals("{}", RunningApi.json(again).get("names").toString());
    }
  }
}
