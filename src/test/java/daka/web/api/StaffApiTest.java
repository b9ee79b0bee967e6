package daka.web.api;

import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.Decision;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What staff do by HTTP: register, find, let in and set right.
class StaffApiTest {
  private static final String RESIDENTS = "/api/v1/residents";

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

  private HttpResponse<String> post(String path, String json) throws Exception {
    return api.post(api.admin, path, json);
  }

  private HttpResponse<String> importing(String csv) throws Exception {
    return api.send(
        api.request(api.admin, RESIDENTS + ".csv")
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofString(csv)));
  }

  @Test
  void staff_get_a_pin_that_is_not_easily_guessed() throws Exception {
    post(RESIDENTS, "{\"name\": \"李芳\", \"role\": \"staff\"}");
    String cards = RESIDENTS + "/1/cards";
    String pin = "{\"kind\": \"pin\", \"payload\": \"%s\"}";
    for (String no : List.of("", "48291", "482913570", "48291a", " 482913", "４８２９１３", "٤٨٢٩١٣")) {
      HttpResponse<String> refused = post(cards, pin.formatted(no));
      assertEquals(400, refused.statusCode(), no);
      assertTrue(RunningApi.detail(refused).contains("\"payload\" of a pin must be 6 to 8"), no);
    }
    for (String weak :
        List.of(
            "777777",
            "123456",
            "98765432",
            "5678901",
            "210987",
            "123123",
            "121212",
            "1212121",
            "48294829")) {
      HttpResponse<String> refused = post(cards, pin.formatted(weak));
      assertEquals(400, refused.statusCode(), weak);
      assertTrue(RunningApi.detail(refused).contains("easily guessed"), weak);
    }
    HttpResponse<String> given = post(cards, pin.formatted("482913"));
    assertEquals(201, given.statusCode(), given.body());
    assertEquals("pin", RunningApi.json(given).get("kind").asText());
    assertFalse(given.body().contains("482913"), "a PIN is never returned");
    HttpResponse<String> taken = post(cards, pin.formatted("482913"));
    assertEquals(409, taken.statusCode());
    assertTrue(RunningApi.detail(taken).contains("choose another"), taken.body());
    String resident = "{\"name\": \"王\", \"cards\": [" + pin.formatted("90817263") + "]}";
    HttpResponse<String> notStaff = post(RESIDENTS, resident);
    assertEquals(409, notStaff.statusCode());
    assertTrue(RunningApi.detail(notStaff).contains("role staff"), notStaff.body());
    HttpResponse<String> imported = importing("name,role,card_pin\n赵,staff,90817263\n");
    assertEquals(400, imported.statusCode());
    assertTrue(RunningApi.detail(imported).contains("none that is known"), imported.body());
  }

  @Test
  void staff_register_a_waiting_card_to_somebody_new_or_known() throws Exception {
    String first = waitingCode("NEW-1");
    HttpResponse<String> added =
        api.post(
            api.staff,
            "/api/v1/waiting/" + first.toLowerCase(java.util.Locale.ROOT),
            "{\"name\": \" 王秀英 \"}");
    assertEquals(201, added.statusCode(), added.body());
    String etag = RunningApi.json(added).at("/card/etag").asText();
    assertEquals(
        "{\"resident\":{\"id\":\"1\",\"name\":\"王秀英\"},"
            + "\"card\":{\"id\":\"1\",\"kind\":\"qr\",\"blocked\":false,\"etag\":\""
            + etag
            + "\"}}",
        added.body());
    String path = added.headers().firstValue("Location").orElseThrow();
    assertEquals(RESIDENTS + "/1/cards/1", path);
    assertEquals(
        java.util.Optional.of('"' + etag + '"'),
        api.get(api.admin, path).headers().firstValue("ETag"));
    String second = waitingCode("NEW-2");
    HttpResponse<String> given =
        api.post(api.staff, "/api/v1/waiting/" + second, "{\"resident\": \"1\"}");
    assertEquals(201, given.statusCode(), given.body());
    assertEquals(0, RunningApi.json(api.get(api.staff, "/api/v1/waiting")).get("waiting").size());
    assertEquals(
        404, api.post(api.staff, "/api/v1/waiting/" + second, "{\"name\": \"李\"}").statusCode());
    assertEquals(
        1, RunningApi.json(api.get(api.admin, RESIDENTS)).get("residents").size(), "only one");
    assertEquals(2, RunningApi.json(api.get(api.admin, RESIDENTS + "/1")).get("cards").size());
    api.store.pass(Duration.ofMinutes(1));
    assertInstanceOf(Decision.Arrived.class, api.store.desk.scan(entrance("NEW-2")));
  }

  @Test
  void a_waiting_card_that_cannot_be_registered_goes_on_waiting() throws Exception {
    String path = "/api/v1/waiting/" + waitingCode("NEW-1");
    for (String body :
        List.of(
            "{}",
            "{\"resident\": \"1\", \"name\": \"王\"}",
            "{\"resident\": \"one\"}",
            "{\"resident\": 1}",
            "{\"name\": \" \"}",
            "{\"name\": \"王\", \"role\": \"staff\"}")) {
      assertEquals(400, api.post(api.staff, path, body).statusCode(), body);
    }
    HttpResponse<String> nobody = api.post(api.staff, path, "{\"resident\": \"99\"}");
    assertEquals(404, nobody.statusCode());
    assertTrue(RunningApi.detail(nobody).contains("resident 99"), nobody.body());
    assertEquals(
        404, api.post(api.staff, "/api/v1/waiting/ZZZZ", "{\"name\": \"王\"}").statusCode());
    assertEquals(1, RunningApi.json(api.get(api.staff, "/api/v1/waiting")).get("waiting").size());
    assertEquals(201, post(path, "{\"name\": \"王\"}").statusCode());
  }

  @Test
  void staff_find_people_by_pinyin_and_see_no_more_than_they_need() throws Exception {
    post(
        RESIDENTS,
        """
        {"name": "王秀英", "phone": "138 0000 0000", "born": "1948", "note": "轮椅",
         "cards": [{"kind": "qr", "payload": "W-1"}]}\
        """);
    post(RESIDENTS, "{\"name\": \"李芳\", \"role\": \"staff\"}");
    api.store.desk.scan(entrance("W-1"));
    assertEquals(
        "{\"people\":[{\"id\":\"1\",\"name\":\"王秀英\",\"role\":\"resident\","
            + "\"born\":\"1948\",\"room\":\"hall\"}]}",
        api.get(api.staff, "/api/v1/people?search=wxiu").body());
    assertEquals(
        "{\"people\":[{\"id\":\"2\",\"name\":\"李芳\",\"role\":\"staff\"}]}",
        api.get(api.staff, "/api/v1/people?limit=1").body());
    for (String wrong :
        List.of("limit=0", "limit=51", "name=x", "search=a%00b", "search=a&search=b")) {
      assertEquals(400, api.get(api.staff, "/api/v1/people?" + wrong).statusCode(), wrong);
    }
  }

  @Test
  void staff_type_a_name_by_its_syllables() throws Exception {
    post(RESIDENTS, "{\"name\": \"王秀英\"}");
    JsonNode characters =
        RunningApi.json(api.get(api.staff, "/api/v1/name-characters?letters=xiu"))
            .get("characters");
    assertEquals("秀", characters.get(0).asText());
    assertEquals(
        3,
        RunningApi.json(api.get(api.staff, "/api/v1/name-characters?letters=x&limit=3"))
            .get("characters")
            .size());
    for (String wrong :
        List.of(
            "",
            "letters=",
            "letters=Xiu",
            "letters=xiuxiuxiu",
            "letters=x%C3%BC",
            "letters=x&limit=101")) {
      HttpResponse<String> refused = api.get(api.staff, "/api/v1/name-characters?" + wrong);
      assertEquals(400, refused.statusCode(), wrong);
    }
  }

  @Test
  void staff_end_take_back_and_allow_visits() throws Exception {
    post(RESIDENTS, "{\"name\": \"王\"}");
    api.make("/api/v1/rooms/attic", "{\"name\":\"阁楼\",\"floor\":\"4F\",\"capacity\":0}");
    String admission = "{\"resident\": \"1\", \"room\": \"attic\"%s}";
    HttpResponse<String> full = api.post(api.staff, "/api/v1/visits", admission.formatted(""));
    assertEquals(409, full.statusCode());
    HttpResponse<String> in =
        api.post(api.staff, "/api/v1/visits", admission.formatted(", \"reason\": \"怕黑\""));
    assertEquals(201, in.statusCode(), in.body());
    assertEquals("阁楼", RunningApi.json(in).get("room_name").asText());
    assertEquals("staff", RunningApi.json(in).get("reader").asText());
    api.store.pass(Duration.ofMinutes(3));
    JsonNode departed = RunningApi.json(api.correct("POST", "/api/v1/visits/1/depart", "{}"));
    assertEquals("staff", departed.get("ended").asText());
    assertEquals(3, departed.get("minutes").asInt());
    assertEquals(409, api.correct("POST", "/api/v1/visits/1/depart", "").statusCode());
    JsonNode voided = RunningApi.json(api.correct("POST", "/api/v1/visits/1/void", ""));
    assertEquals("voided", voided.get("ended").asText());
    assertEquals(404, api.correct("POST", "/api/v1/visits/77/void", "").statusCode());
    assertEquals(404, api.correct("POST", "/api/v1/visits/abc/void", "").statusCode());
    assertEquals(400, api.correct("POST", "/api/v1/visits/1/void", "{\"why\": 1}").statusCode());
  }

  @Test
  void whoever_puts_a_visit_right_says_how_it_was_seen_and_undoes_nobody_elses_work()
      throws Exception {
    HttpResponse<String> in =
        api.post(api.staff, "/api/v1/visits", "{\"party\": 3, \"room\": \"hall\"}");
    String tag = in.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> read = api.get(api.staff, "/api/v1/visits/1");
    assertEquals(tag, read.headers().firstValue("ETag").orElseThrow());
    assertEquals(RunningApi.json(in).get("arrived"), RunningApi.json(read).get("arrived"));
    JsonNode inside = RunningApi.json(api.get(api.staff, "/api/v1/inside"));
    assertEquals(tag, '"' + inside.at("/visits/0/etag").asText() + '"');
    String move = "{\"room\": \"sports\"}";
    HttpResponse<String> departed = api.ifMatch(tag, "POST", "/api/v1/visits/1/depart", "");
    assertEquals(200, departed.statusCode(), departed.body());
    String left = departed.headers().firstValue("ETag").orElseThrow();
    JsonNode gone = RunningApi.json(api.get(api.staff, "/api/v1/left"));
    assertEquals(left, '"' + gone.at("/visits/0/etag").asText() + '"');
    for (String step : List.of("depart", "void", "move")) {
      String body = step.equals("move") ? move : "";
      HttpResponse<String> stale = api.ifMatch(tag, "POST", "/api/v1/visits/1/" + step, body);
      assertEquals(412, stale.statusCode(), stale.body());
      assertEquals("staff", RunningApi.json(stale).at("/current/ended").asText());
      assertEquals(left, stale.headers().firstValue("ETag").orElseThrow());
    }
    assertEquals(200, api.ifMatch(left, "POST", "/api/v1/visits/1/reopen", "").statusCode());
    assertEquals(3, api.store.inside("hall"));
    assertEquals(404, api.get(api.staff, "/api/v1/visits/77").statusCode());
    assertEquals(403, api.get(api.auditor, "/api/v1/visits/1").statusCode());
  }

  @Test
  void a_program_that_says_nothing_of_what_it_has_seen_means_the_visit_as_it_is() throws Exception {
    api.post(api.staff, "/api/v1/visits", "{\"party\": 3, \"room\": \"hall\"}");
    String visits = "/api/v1/visits/";
    for (String step : List.of("1/depart", "1/reopen", "1/move", "2/void")) {
      String body = step.endsWith("move") ? "{\"room\": \"sports\"}" : "";
      HttpResponse<String> done = api.post(api.staff, visits + step, body);
      assertEquals(200, done.statusCode(), step + done.body());
    }
  }

  @Test
  void staff_move_a_visit_take_a_departure_back_and_let_guests_in() throws Exception {
    HttpResponse<String> in =
        api.post(api.staff, "/api/v1/visits", "{\"party\": 3, \"room\": \"hall\"}");
    assertEquals(201, in.statusCode(), in.body());
    assertEquals(3, RunningApi.json(in).get("party").asInt());
    JsonNode moved =
        RunningApi.json(api.correct("POST", "/api/v1/visits/1/move", "{\"room\": \"sports\"}"));
    assertEquals("2", moved.get("visit").asText());
    assertEquals("sports", moved.get("room").asText());
    assertEquals(
        409, api.correct("POST", "/api/v1/visits/1/move", "{\"room\":\"hall\"}").statusCode());
    assertEquals(
        404, api.correct("POST", "/api/v1/visits/2/move", "{\"room\":\"attic\"}").statusCode());
    assertEquals(400, api.correct("POST", "/api/v1/visits/2/move", "{}").statusCode());
    assertEquals(200, api.correct("POST", "/api/v1/visits/2/depart", "").statusCode());
    JsonNode left = RunningApi.json(api.get(api.staff, "/api/v1/left"));
    assertEquals(1, left.get("visits").size());
    assertEquals("staff", left.at("/visits/0/ended").asText());
    JsonNode open = RunningApi.json(api.correct("POST", "/api/v1/visits/2/reopen", ""));
    assertEquals("", open.get("ended").asText());
    assertEquals(409, api.correct("POST", "/api/v1/visits/2/reopen", "").statusCode());
    JsonNode inside = RunningApi.json(api.get(api.staff, "/api/v1/inside?room=sports"));
    assertEquals(3, inside.get("inside").asInt());
    assertEquals(
        0, RunningApi.json(api.get(api.staff, "/api/v1/inside?room=hall")).get("inside").asInt());
    for (String both :
        List.of(
            "{\"room\":\"hall\"}",
            "{\"room\":\"hall\",\"party\":1,\"resident\":\"1\"}",
            "{\"room\":\"hall\",\"party\":21}")) {
      assertEquals(400, api.post(api.staff, "/api/v1/visits", both).statusCode(), both);
    }
  }

  @Test
  void staff_give_no_card_to_a_member_of_staff_and_an_administrator_does() throws Exception {
    post(RESIDENTS, "{\"name\": \"李芳\", \"role\": \"staff\"}");
    String code = waitingCode("COPY-OF-MINE");
    HttpResponse<String> refused =
        api.post(api.staff, "/api/v1/waiting/" + code, "{\"resident\": \"1\"}");
    assertEquals(403, refused.statusCode(), refused.body());
    assertTrue(RunningApi.detail(refused).contains("by an administrator"), refused.body());
    assertEquals(0, RunningApi.json(api.get(api.admin, RESIDENTS + "/1")).get("cards").size());
    assertEquals(1, RunningApi.json(api.get(api.staff, "/api/v1/waiting")).get("waiting").size());
    for (String path : List.of(RESIDENTS, RESIDENTS + "/1/cards", RESIDENTS + ".csv")) {
      assertEquals(403, api.post(api.staff, path, "{}").statusCode(), path);
    }
    HttpResponse<String> given = post("/api/v1/waiting/" + code, "{\"resident\": \"1\"}");
    assertEquals(201, given.statusCode(), given.body());
  }

  @Test
  void a_card_that_staff_gave_is_vouched_for_before_its_holder_becomes_staff() throws Exception {
    api.post(api.staff, "/api/v1/waiting/" + waitingCode("A"), "{\"name\": \"李芳\"}");
    api.post(api.staff, "/api/v1/waiting/" + waitingCode("B"), "{\"resident\": \"1\"}");
    String staff = "{\"name\": \"李芳\", \"role\": \"staff\"}";
    HttpResponse<String> unseen = api.overwrite("PUT", RESIDENTS + "/1", staff);
    assertEquals(409, unseen.statusCode(), unseen.body());
    assertTrue(RunningApi.detail(unseen).contains(RESIDENTS + "/1/cards/1"), unseen.body());
    String card = RESIDENTS + "/1/cards/";
    assertEquals(200, api.overwrite("PUT", card + 1, "{}").statusCode());
    assertEquals(409, api.overwrite("PUT", RESIDENTS + "/1", staff).statusCode());
    assertEquals(204, api.overwrite("DELETE", card + 2, "").statusCode());
    HttpResponse<String> done = api.overwrite("PUT", RESIDENTS + "/1", staff);
    assertEquals(200, done.statusCode(), done.body());
  }

  private String waitingCode(String payload) {
    return String.valueOf(
        assertInstanceOf(Decision.Refused.class, api.store.desk.scan(entrance(payload))).code());
  }
}
