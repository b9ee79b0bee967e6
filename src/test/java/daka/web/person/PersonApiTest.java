package daka.web.person;

import static daka.store.OpenStore.entrance;
import static daka.store.OpenStore.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.Decision;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.web.api.RunningApi;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonApiTest {
  private static final String RESIDENTS = "/api/v1/residents";
  private static final String CONSENT =
      "{\"guardian\": \"王芳\", \"relation\": \"母亲\", \"given\": \"2026-11-20\"}";

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

  private String registered(String json) throws Exception {
    HttpResponse<String> added = post(RESIDENTS, json);
    assertEquals(201, added.statusCode(), added.body());
    return RunningApi.json(added).get("id").asText();
  }

  private JsonNode ok(HttpResponse<String> response) throws Exception {
    assertEquals(200, response.statusCode(), response.body());
    return RunningApi.json(response);
  }

  private String audit() throws Exception {
    return api.get(api.admin, "/api/v1/audit?limit=1000").body();
  }

  @Test
  void a_child_without_a_guardians_consent_is_registered_by_name_alone() throws Exception {
    HttpResponse<String> refused =
        post(RESIDENTS, "{\"name\": \"王小明\", \"born\": \"2018-05\", \"phone\": \"13800000001\"}");
    assertEquals(422, refused.statusCode());
    assertTrue(RunningApi.detail(refused).contains("\"born\", \"phone\""), refused.body());
    String id = registered("{\"name\": \"王小明\", \"child\": true}");
    String path = RESIDENTS + "/" + id;
    assertEquals(
        422,
        api.overwrite("PUT", path, "{\"name\": \"王小明\", \"phone\": \"13800000001\"}").statusCode(),
        "that it is a child stays said");
    assertEquals(
        422,
        post(path + "/cards", "{\"kind\": \"idcard\", \"payload\": \"11010519491231002X\"}")
            .statusCode());
    assertEquals(
        201, post(path + "/cards", "{\"kind\": \"qr\", \"payload\": \"W-1\"}").statusCode());
  }

  @Test
  void a_consent_is_kept_with_its_revision_and_withdrawn_with_what_it_covered() throws Exception {
    String id =
        registered("{\"name\": \"王小明\", \"born\": \"2018-05\", \"consent\": " + CONSENT + "}");
    String path = RESIDENTS + "/" + id + "/consents";
    HttpResponse<String> list = api.get(api.admin, path);
    JsonNode consent = ok(list).at("/consents/0");
    assertEquals("[\"born\",\"number\",\"phone\"]", consent.get("scope").toString());
    String first = path + "/" + consent.get("id").asText();
    assertEquals(428, api.send("PUT", api.admin, first, CONSENT).statusCode());
    assertEquals(412, api.ifMatch("\"old\"", "PUT", first, CONSENT).statusCode());
    String tag = list.headers().firstValue("ETag").orElseThrow();
    JsonNode withdrawn =
        ok(
            api.ifMatch(
                tag,
                "PUT",
                first,
                CONSENT.replace("}", ", \"withdrawn\": \"2026-11-23\", \"scope\": [\"born\"]}")));
    assertEquals("[\"born\"]", withdrawn.get("removed").toString());
    JsonNode left = ok(api.get(api.admin, RESIDENTS + "/" + id));
    assertFalse(left.has("born"), left.toString());
    assertTrue(left.get("child").asBoolean());
    assertTrue(audit().contains("consent.withdrawn"));
    assertFalse(audit().contains("王芳"), "the audit log holds no name");
    for (String bad :
        new String[] {
          "{\"guardian\": \"王芳\"}",
          "{\"guardian\": \"王芳\", \"given\": \"yesterday\"}",
          "{\"guardian\": \"王芳\", \"given\": \"2026-11-20\", \"scope\": [\"soul\"]}",
          "{\"guardian\": \"王芳\", \"given\": \"2026-11-20\", \"withdrawn\": \"2026-11-19\"}",
          "{\"given\": \"2026-11-20\"}"
        }) {
      assertEquals(400, api.overwrite("PUT", path + "/b", bad).statusCode(), bad);
    }
    assertEquals(400, api.overwrite("PUT", path + "/not%20a%20name", CONSENT).statusCode());
    assertEquals(404, api.overwrite("DELETE", path + "/nothing", "").statusCode());
    assertEquals(200, api.overwrite("DELETE", first, "").statusCode());
  }

  @Test
  void a_family_is_told_from_both_sides() throws Exception {
    String mother = registered("{\"name\": \"王芳\", \"phone\": \"13800000001\"}");
    String son = registered("{\"name\": \"王小明\"}");
    String path = RESIDENTS + "/" + son + "/family";
    String put = path + "/" + mother;
    assertEquals(428, api.send("PUT", api.admin, put, "{\"relation\":\"parent\"}").statusCode());
    HttpResponse<String> said = api.overwrite("PUT", put, "{\"relation\": \"parent\"}");
    assertEquals(
        "[{\"id\":\""
            + mother
            + "\",\"name\":\"王芳\",\"phone\":\"13800000001\",\"relation\":\"parent\"}]",
        ok(said).get("family").toString());
    JsonNode other = ok(api.get(api.admin, RESIDENTS + "/" + mother + "/family"));
    assertEquals("child", other.at("/family/0/relation").asText());
    assertEquals(400, api.overwrite("PUT", put, "{\"relation\": \"boss\"}").statusCode());
    assertEquals(
        400, api.overwrite("PUT", path + "/" + son, "{\"relation\": \"child\"}").statusCode());
    assertEquals(
        404, api.overwrite("PUT", path + "/999", "{\"relation\": \"child\"}").statusCode());
    String tag = said.headers().firstValue("ETag").orElseThrow();
    assertEquals(200, api.ifMatch(tag, "DELETE", put, "").statusCode());
    assertEquals(412, api.ifMatch(tag, "DELETE", put, "").statusCode());
    assertEquals(404, api.overwrite("DELETE", put, "").statusCode());
  }

  @Test
  void two_who_are_one_are_found_merged_and_parted() throws Exception {
    String one = registered("{\"name\": \"王秀英\", \"phone\": \"13800000001\"}");
    String two =
        registered("{\"name\": \"王秀英\", \"cards\": [{\"kind\": \"qr\", \"payload\": \"W-1\"}]}");
    api.store.desk.scan(entrance("W-1"));
    JsonNode pair = ok(api.get(api.admin, RESIDENTS + "/duplicates")).at("/pairs/0");
    assertEquals("name", pair.get("reason").asText());
    assertEquals(one, pair.at("/one/resident/id").asText());
    assertEquals(1, pair.at("/other/visits").asInt());
    String merge = RESIDENTS + "/" + one + "/merge";
    String body = "{\"other\": \"" + two + "\"}";
    assertEquals(412, api.ifMatch("\"old\"", "POST", merge, body).statusCode());
    assertEquals(428, post(merge, body).statusCode());
    String odd = "{\"other\": \"" + two + "\", \"take\": [\"id\"]}";
    assertEquals(400, api.overwrite("POST", merge, odd).statusCode());
    assertEquals(400, api.overwrite("POST", merge, "{}").statusCode());
    JsonNode merged = ok(api.ifMatch(pair.at("/one/etag").asText(), "POST", merge, body));
    assertEquals(1, merged.get("cards").size());
    assertEquals(404, api.get(api.admin, RESIDENTS + "/" + two).statusCode());
    JsonNode merges = ok(api.get(api.admin, RESIDENTS + "/" + one + "/merges"));
    assertEquals(two, merges.at("/merges/0/other").asText());
    String unmerge = RESIDENTS + "/" + one + "/unmerge";
    assertEquals(428, post(unmerge, "").statusCode());
    assertEquals(412, api.ifMatch("\"old\"", "POST", unmerge, "").statusCode());
    JsonNode parted = ok(api.overwrite("POST", unmerge, ""));
    assertEquals(two, parted.at("/other/id").asText());
    assertEquals(0, parted.at("/resident/cards").size());
    assertEquals(404, api.overwrite("POST", unmerge, "").statusCode());
    String different = RESIDENTS + "/" + one + "/different/" + two;
    assertEquals(204, api.send("PUT", api.admin, different, "").statusCode());
    assertEquals(0, ok(api.get(api.admin, RESIDENTS + "/duplicates")).get("pairs").size());
    assertTrue(audit().contains("resident.merged") && audit().contains("resident.unmerged"));
  }

  @Test
  void many_who_look_for_duplicates_at_once_are_answered_or_told_when_to_come_again()
      throws Exception {
    registered("{\"name\": \"王秀英\"}");
    registered("{\"name\": \"王秀英\"}");
    HttpRequest search = api.request(api.admin, RESIDENTS + "/duplicates").build();
    List<CompletableFuture<HttpResponse<String>>> asked =
        Stream.generate(() -> api.http.sendAsync(search, BodyHandlers.ofString()))
            .limit(20)
            .toList();
    int found = 0;
    for (CompletableFuture<HttpResponse<String>> one : asked) {
      HttpResponse<String> answer = one.join();
      if (answer.statusCode() == 503) {
        assertEquals("10", answer.headers().firstValue("Retry-After").orElseThrow());
      } else {
        assertEquals(1, ok(answer).path("pairs").size());
        found++;
      }
    }
    assertTrue(found > 0);
  }

  @Test
  void a_card_that_is_asked_about_names_its_holder_and_is_no_tap() throws Exception {
    String path = "/api/v1/people/presented";
    String id =
        registered("{\"name\": \"王秀英\", \"cards\": [{\"kind\": \"qr\", \"payload\": \"W-1\"}]}");
    assertEquals("none", ok(api.get(api.staff, path)).get("state").asText());
    assertEquals("asked", ok(api.post(api.staff, path, "{}")).get("state").asText());
    long before = api.store.ledger.journal().head();
    assertInstanceOf(Decision.Refused.class, api.store.desk.scan(entrance("W-1")));
    assertEquals(before, api.store.ledger.journal().head(), "nothing is journaled");
    JsonNode known = ok(api.get(api.staff, path));
    assertEquals(id, known.at("/person/id").asText());
    api.store.pass(Duration.ofSeconds(4));
    assertInstanceOf(Decision.Arrived.class, api.store.desk.scan(entrance("W-1")));
    ok(api.post(api.staff, path, "{\"reader\": \"door\"}"));
    api.store.desk.scan(room("sports", "W-2"));
    assertEquals("asked", ok(api.get(api.staff, path)).get("state").asText(), "another reader");
    api.store.desk.scan(entrance("W-3"));
    String code = ok(api.get(api.staff, path)).get("code").asText();
    assertEquals(
        201, post(RESIDENTS + "/" + id + "/cards", "{\"code\": \"" + code + "\"}").statusCode());
    ok(api.post(api.staff, path, "{}"));
    api.store.pass(Duration.ofMinutes(2));
    assertEquals("none", ok(api.get(api.staff, path)).get("state").asText());
    ok(api.post(api.staff, path, "{}"));
    assertEquals(204, api.send("DELETE", api.staff, path, "").statusCode());
    assertInstanceOf(Decision.Departed.class, api.store.desk.scan(entrance("W-1")));
  }

  @Test
  void everything_about_a_person_is_one_file_and_its_export_is_noted() throws Exception {
    String id =
        registered(
            """
            {"name": "王秀英", "phone": "13800000001", "note": "轮椅",
             "cards": [{"kind": "qr", "payload": "W-1"}]}\
            """);
    api.store.desk.scan(entrance("W-1"));
    api.store.pass(Duration.ofMinutes(20));
    api.store.desk.scan(entrance("W-1"));
    HttpResponse<String> file = api.get(api.admin, RESIDENTS + "/" + id + "/everything");
    JsonNode all = ok(file);
    assertEquals("轮椅", all.at("/resident/note").asText());
    assertEquals("便民服务大厅", all.at("/visits/0/room").asText());
    assertEquals("2026-11-23T09:15:02.120+08:00", all.at("/visits/0/arrived").asText());
    assertEquals("qr", all.at("/cards/0/kind").asText());
    assertEquals(1, all.get("pseudonyms").size());
    assertTrue(all.get("audit").toString().contains("resident.added"), all.get("audit").toString());
    assertFalse(file.body().contains("W-1"), "what a card says is not kept");
    assertTrue(file.body().contains("\n  \"resident\""), "a line for each thing");
    assertEquals(
        "attachment; filename=\"resident-" + id + ".json\"",
        file.headers().firstValue("Content-Disposition").orElseThrow());
    assertTrue(audit().contains("person.exported"));
  }

  @Test
  void after_an_erasure_it_is_said_what_remains_and_all_is_proven() throws Exception {
    String id =
        registered("{\"name\": \"王秀英\", \"cards\": [{\"kind\": \"qr\", \"payload\": \"W-1\"}]}");
    String erase = RESIDENTS + "/" + id + "/erase";
    api.store.desk.scan(entrance("W-1"));
    assertEquals(428, post(erase, "").statusCode());
    assertEquals(409, api.overwrite("POST", erase, "").statusCode(), "inside");
    api.store.pass(Duration.ofMinutes(20));
    api.store.desk.scan(entrance("W-1"));
    assertEquals(412, api.ifMatch("\"old\"", "POST", erase, "").statusCode());
    JsonNode erased = ok(api.overwrite("POST", erase, ""));
    assertEquals(1, erased.get("cards").asInt());
    assertEquals("visits", erased.at("/remains/0/what").asText());
    assertEquals(1, erased.at("/remains/0/count").asInt());
    assertEquals(404, api.overwrite("POST", erase, "").statusCode());
    assertEquals(404, api.get(api.admin, RESIDENTS + "/" + id + "/everything").statusCode());
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }
}
