package daka.web.register;

import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.ForeignBytes;
import daka.Fuzz;
import daka.checkin.Decision;
import daka.web.api.RunningApi;
import daka.web.http.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterTest {
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
    return importing(csv.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> importing(byte[] csv) throws Exception {
    return api.send(
        api.request(api.admin, "/api/v1/residents.csv")
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofByteArray(csv)));
  }

  @Test
  void a_centre_can_be_set_up_by_http_alone() throws Exception {
    HttpResponse<String> added =
        post(
            RESIDENTS,
            """
            {"name": " 王小明 ", "phone": "138 0000 0000", "born": "1948", "language": "zh-Hans",
             "note": "轮椅", "cards": [{"kind": "qr", "payload": "W-1"}]}\
            """);
    assertEquals(201, added.statusCode(), added.body());
    JsonNode resident = RunningApi.json(added);
    assertEquals("王小明", resident.get("name").asText());
    assertEquals("resident", resident.get("role").asText());
    assertFalse(added.body().contains("W-1"), "a payload is never returned");
    String path = added.headers().firstValue("Location").orElseThrow();
    assertEquals(resident, RunningApi.json(api.get(api.admin, path)));
    assertInstanceOf(Decision.Arrived.class, api.store.desk.scan(entrance("W-1")));
    JsonNode occupancy = RunningApi.json(api.get(api.staff, "/api/v1/occupancy"));
    assertEquals(1, occupancy.get("inside").asInt());
    assertEquals("2026-11-23T09:15:02.120+08:00", occupancy.get("at").asText());
  }

  @Test
  void what_nobody_sees_in_a_name_is_taken_away() throws Exception {
    for (String unseen : List.of("\u200B", "\uFEFF", "\u202E", "\u2066", "\u00AD", "\u2060")) {
      String name = unseen + "王" + unseen + "小明" + unseen;
      HttpResponse<String> added =
          post(RESIDENTS, Json.MAPPER.writeValueAsString(Map.of("name", name, "note", name)));
      assertEquals(201, added.statusCode(), added.body());
      assertEquals("王小明", RunningApi.json(added).get("name").asText());
      assertEquals("王小明", RunningApi.json(added).get("note").asText());
      assertEquals(
          400,
          post(RESIDENTS, Json.MAPPER.writeValueAsString(Map.of("name", unseen))).statusCode());
    }
  }

  @Test
  void what_was_read_can_be_sent_back_but_cards_are_not_changed_so() throws Exception {
    post(RESIDENTS, "{\"name\": \"王\", \"cards\": [{\"kind\": \"qr\", \"payload\": \"W-1\"}]}");
    String read = api.get(api.admin, RESIDENTS + "/1").body();
    HttpResponse<String> renamed = api.overwrite("PUT", RESIDENTS + "/1", read.replace("王", "李"));
    assertEquals(200, renamed.statusCode(), renamed.body());
    assertEquals("李", RunningApi.json(renamed).get("name").asText());
    for (String change :
        List.of(read.replace("\"qr\"", "\"rfid\""), read.replace("\"1\"", "\"2\""))) {
      assertEquals(400, api.overwrite("PUT", RESIDENTS + "/1", change).statusCode());
    }
    assertEquals(404, api.overwrite("PUT", RESIDENTS + "/9", "{\"name\": \"x\"}").statusCode());
  }

  @Test
  void what_somebody_else_has_changed_meanwhile_is_told_and_not_overwritten() throws Exception {
    post(RESIDENTS, "{\"name\": \"王秀英\", \"phone\": \"13800000001\"}");
    String path = RESIDENTS + "/1";
    String tag = api.get(api.admin, path).headers().firstValue("ETag").orElseThrow();
    assertEquals(428, api.send("PUT", api.admin, path, "{\"name\": \"王\"}").statusCode());
    assertEquals(428, api.send("DELETE", api.admin, path, "").statusCode());
    HttpResponse<String> first =
        api.ifMatch(tag, "PUT", path, "{\"name\": \"王秀英\", \"phone\": \"13800000002\"}");
    assertEquals(200, first.statusCode(), first.body());
    HttpResponse<String> second = api.ifMatch(tag, "PUT", path, "{\"name\": \"王秀兰\"}");
    assertEquals(412, second.statusCode());
    assertEquals("13800000002", RunningApi.json(second).at("/current/phone").asText());
    assertEquals(412, api.ifMatch(tag, "DELETE", path, "").statusCode());
    String now = first.headers().firstValue("ETag").orElseThrow();
    assertEquals(now, second.headers().firstValue("ETag").orElseThrow());
    assertEquals(204, api.ifMatch(now, "DELETE", path, "").statusCode());
  }

  @Test
  void the_last_digits_of_a_phone_find_its_holder() throws Exception {
    post(RESIDENTS, "{\"name\": \"王秀英\", \"phone\": \"13800000123\"}");
    post(RESIDENTS, "{\"name\": \"李桂兰\", \"phone\": \"13801230000\"}");
    post(RESIDENTS, "{\"name\": \"张建国\"}");
    JsonNode found = RunningApi.json(api.get(api.admin, RESIDENTS + "?search=0123"));
    assertEquals(1, found.get("residents").size(), found::toString);
    assertEquals("王秀英", found.at("/residents/0/name").asText());
    assertEquals(
        0, RunningApi.json(api.get(api.admin, RESIDENTS + "?search=23")).get("residents").size());
  }

  @Test
  void cards_are_added_by_payload_or_waiting_code_blocked_and_deleted() throws Exception {
    post(RESIDENTS, "{\"name\": \"王\"}");
    assertInstanceOf(Decision.Refused.class, api.store.desk.scan(entrance("NEW-1")));
    JsonNode waiting = RunningApi.json(api.get(api.staff, "/api/v1/waiting")).get("waiting").get(0);
    assertEquals("door", waiting.get("reader").asText());
    String code = waiting.get("code").asText();
    String cards = RESIDENTS + "/1/cards";
    HttpResponse<String> byCode =
        post(cards, "{\"code\": \"" + code.toLowerCase(java.util.Locale.ROOT) + "\"}");
    assertEquals(201, byCode.statusCode(), byCode.body());
    assertEquals(404, post(cards, "{\"code\": \"" + code + "\"}").statusCode());
    HttpResponse<String> taken = post(cards, "{\"kind\": \"qr\", \"payload\": \"NEW-1\"}");
    assertEquals(409, taken.statusCode());
    assertTrue(RunningApi.detail(taken).contains("resident 1"), taken.body());
    HttpResponse<String> blocked =
        api.overwrite("PUT", cards + "/1", "{\"blocked\": true, \"expires\": \"2027-12-31\"}");
    assertTrue(RunningApi.json(blocked).get("blocked").asBoolean());
    assertEquals("2027-12-31", RunningApi.json(blocked).get("expires").asText());
    assertEquals(204, api.overwrite("DELETE", cards + "/1", "").statusCode());
    assertEquals(404, api.overwrite("DELETE", cards + "/1", "").statusCode());
  }

  @Test
  void of_two_who_change_one_card_the_second_is_told_what_the_first_did() throws Exception {
    post(RESIDENTS, "{\"name\": \"王\", \"cards\": [{\"kind\": \"qr\", \"payload\": \"W-1\"}]}");
    String card = RESIDENTS + "/1/cards/1";
    HttpResponse<String> read = api.get(api.admin, card);
    String seen = read.headers().firstValue("ETag").orElseThrow();
    assertEquals('"' + RunningApi.json(read).get("etag").asText() + '"', seen);
    assertEquals(428, api.send("PUT", api.admin, card, "{}").statusCode());
    assertEquals(428, api.send("DELETE", api.admin, card, "").statusCode());
    assertEquals(200, api.ifMatch(seen, "PUT", card, "{\"blocked\": true}").statusCode());
    for (String method : List.of("PUT", "DELETE")) {
      HttpResponse<String> stale = api.ifMatch(seen, method, card, "{}");
      assertEquals(412, stale.statusCode(), stale.body());
      assertTrue(RunningApi.json(stale).at("/current/blocked").asBoolean(), stale.body());
      seen = "\"another\"";
    }
    String now = api.get(api.admin, card).headers().firstValue("ETag").orElseThrow();
    assertEquals(204, api.ifMatch(now, "DELETE", card, "").statusCode());
  }

  @Test
  void a_resident_who_is_inside_is_not_deleted() throws Exception {
    post(RESIDENTS, "{\"name\": \"王\", \"cards\": [{\"kind\": \"qr\", \"payload\": \"W-1\"}]}");
    api.store.desk.scan(entrance("W-1"));
    HttpResponse<String> refused = api.overwrite("DELETE", RESIDENTS + "/1", "");
    assertEquals(409, refused.statusCode());
    assertTrue(RunningApi.detail(refused).contains("hall"), refused.body());
    assertEquals(200, api.correct("POST", "/api/v1/visits/1/depart", "").statusCode());
    assertEquals(204, api.overwrite("DELETE", RESIDENTS + "/1", "").statusCode());
    assertEquals(404, api.get(api.admin, RESIDENTS + "/1").statusCode());
  }

  @Test
  void the_register_is_read_in_pages_and_searched() throws Exception {
    StringBuilder csv = new StringBuilder("name\n");
    for (int i = 0; i < 25; i++) {
      csv.append(i % 5 == 0 ? "赵" : "王").append(i).append('\n');
    }
    assertEquals(201, importing(csv.toString()).statusCode());
    HttpResponse<String> first = api.get(api.admin, RESIDENTS + "?limit=20");
    assertEquals("20", RunningApi.json(first).get("next").asText());
    HttpResponse<String> last = api.get(api.admin, RESIDENTS + "?limit=20&after=20");
    assertEquals(5, RunningApi.json(last).get("residents").size());
    assertTrue(RunningApi.json(last).get("next").isNull());
    HttpResponse<String> found = api.get(api.admin, RESIDENTS + "?search=%E8%B5%B5");
    assertEquals(5, RunningApi.json(found).get("residents").size());
  }

  @Test
  void a_mistake_in_a_body_is_told_with_its_cure() throws Exception {
    Map<String, String> cures =
        Map.ofEntries(
            Map.entry("{}", "\"name\" is missing"),
            Map.entry("{\"name\":\" \"}", "\"name\" is missing"),
            Map.entry("{\"name\":5}", "must be a string"),
            Map.entry("{\"name\":\"a\\nb\"}", "control character"),
            Map.entry("{\"name\":\"x\",\"role\":\"boss\"}", "resident or staff"),
            Map.entry("{\"name\":\"x\",\"nmae\":\"y\"}", "nmae"),
            Map.entry("{\"name\":\"x\",\"born\":\"1948-13\"}", "1948-05"),
            Map.entry("{\"name\":\"x\",\"phone\":\"call me\"}", "digits"),
            Map.entry("{\"name\":\"x\",\"id\":\"7\"}", "leave it out"),
            Map.entry("{\"name\":\"x\",\"cards\":[null]}", "cards"),
            Map.entry("{\"name\":\"x\",\"cards\":[{}]}", "kind"),
            Map.entry("{\"name\":\"x\",\"cards\":[{\"kind\":\"qr\"}]}", "payload"),
            Map.entry(
                "{\"name\":\"x\",\"cards\":[{\"kind\":\"qr\",\"payload\":\"\\u0000\"}]}",
                "payload"),
            Map.entry(
                "{\"name\":\"x\",\"cards\":[{\"code\":\"A\",\"kind\":\"qr\"}]}", "either \"code\""),
            Map.entry(
                "{\"name\":\"x\",\"cards\":[{\"kind\":\"qr\",\"payload\":\"1\",\"expires\":\"2027-02-30\"}]}",
                "2027-12-31"));
    for (Map.Entry<String, String> mistake : cures.entrySet()) {
      HttpResponse<String> response = post(RESIDENTS, mistake.getKey());
      assertEquals(400, response.statusCode(), mistake.getKey());
      assertTrue(
          RunningApi.detail(response).contains(mistake.getValue()),
          () -> mistake + ": " + response.body());
    }
    HttpResponse<String> room =
        api.send(
            "PUT",
            api.admin,
            "/api/v1/rooms/Gym",
            "{\"name\":\"x\",\"floor\":\"1F\",\"capacity\":1}");
    assertTrue(RunningApi.detail(room).contains("lower-case"), room.body());
  }

  @Test
  void rooms_are_added_and_changed() throws Exception {
    String room = "{\"name\": \"棋牌室\", \"floor\": \"3F\", \"capacity\": 12}";
    assertEquals(201, api.make("/api/v1/rooms/chess", room).statusCode());
    String larger = room.replace("12", "14");
    assertEquals(200, api.overwrite("PUT", "/api/v1/rooms/chess", larger).statusCode());
    JsonNode rooms = RunningApi.json(api.get(api.staff, "/api/v1/rooms")).get("rooms");
    assertEquals(7, rooms.size());
    assertEquals(14, rooms.get(6).get("capacity").asInt());
  }

  @Test
  void an_import_takes_every_line_with_its_cards() throws Exception {
    HttpResponse<String> done =
        importing(
            "\uFEFFcard_rfid;name;card_qr;role\r\n"
                + "04A1B2C3;\"王; \"\"小\"\"明\";W-1;\r\n\r\n"
                + ";李芳;;staff\r\n");
    assertEquals(201, done.statusCode(), done.body());
    assertEquals(2, RunningApi.json(done).get("imported").asInt());
    JsonNode first = RunningApi.json(api.get(api.admin, RESIDENTS + "/1"));
    assertEquals("王; \"小\"明", first.get("name").asText());
    assertEquals(2, first.get("cards").size());
    assertInstanceOf(Decision.Arrived.class, api.store.desk.scan(entrance("W-1")));
  }

  @Test
  void an_import_with_bad_lines_tells_each_and_takes_none() throws Exception {
    post(RESIDENTS, "{\"name\": \"王\", \"cards\": [{\"kind\": \"qr\", \"payload\": \"W-1\"}]}");
    HttpResponse<String> refused =
        importing(
            "name,role,card_qr\n"
                + "李,resident,L-1\n"
                + ",staff,\n"
                + "赵,boss,\n"
                + "钱,,W-1\n"
                + "孙,,L-1\n"
                + "周,a,b,c,d\n"
                + "吴,,N\n");
    assertEquals(400, refused.statusCode());
    JsonNode errors = RunningApi.json(refused).get("errors");
    List<Integer> lines = new java.util.ArrayList<>();
    errors.forEach(error -> lines.add(error.get("line").asInt()));
    assertEquals(List.of(3, 4, 6, 7), lines, refused::body);
    assertTrue(errors.get(1).get("detail").asText().contains("boss"), refused::body);
    assertTrue(errors.get(2).get("detail").asText().contains("line 2"), refused::body);
    JsonNode residents = RunningApi.json(api.get(api.admin, RESIDENTS)).get("residents");
    assertEquals(1, residents.size());
  }

  @Test
  void a_file_that_is_no_such_csv_is_refused_with_the_cure() throws Exception {
    assertTrue(RunningApi.detail(importing("")).contains("first line"));
    assertTrue(RunningApi.detail(importing("naam,role\nx,y\n")).contains("card_qr"));
    assertTrue(RunningApi.detail(importing("role\nstaff\n")).contains("column name is missing"));
    assertTrue(RunningApi.detail(importing("name,name\na,b\n")).contains("twice"));
    assertTrue(importing("name\n\"王\n李\n").body().contains("not closed"));
    assertTrue(
        RunningApi.detail(importing("name\n" + "王\n".repeat(20_001))).contains("split the file"));
    for (int megabytes : new int[] {5, 20, 60}) {
      // The answer is seen although all of it is sent first.
      assertEquals(413, importing("x".repeat(megabytes * 1_000_000)).statusCode());
    }
  }

  @Test
  @ForeignBytes
  void whatever_is_imported_the_register_holds_all_of_it_or_nothing() throws Exception {
    Random random = Fuzz.random(9);
    List<String> pieces =
        List.of(
            "name", "card_qr", "role", ",", ",", ",", "\n", "\n", "\n", "\r\n", "\"", "\"\"", "王",
            "W-1", "staff", ";", "\t", "😀", "\u0000", " ", "'", "=1");
    int before = 0;
    for (int round = 0; round < 150; round++) {
      StringBuilder csv = new StringBuilder(round % 4 == 0 ? "" : "name,card_qr\n");
      for (int i = random.nextInt(round % 4 == 1 ? 30 : 1); i >= 0; i--) {
        csv.append(pieces.get(random.nextInt(pieces.size())));
      }
      for (int i = random.nextInt(4); i >= 0; i--) {
        csv.append("\n王,P-").append(random.nextInt(100));
      }
      byte[] bytes = csv.toString().getBytes(StandardCharsets.UTF_8);
      if (round % 7 == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      HttpResponse<String> response = importing(bytes);
      int added =
          response.statusCode() == 201 ? RunningApi.json(response).get("imported").asInt() : 0;
      assertTrue(response.statusCode() == 201 || response.statusCode() == 400, response::body);
      int now =
          RunningApi.json(api.get(api.admin, RESIDENTS + "?limit=1000")).get("residents").size();
      assertEquals(before + added, now);
      before = now;
    }
    assertTrue(before > 0, "some of the files are good");
  }
}
