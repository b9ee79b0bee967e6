package daka.web.forwarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.store.journal.Cursors;
import daka.web.api.RunningApi;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardingApiTest {
  private static final String PATH = "/api/v1/forwarding";
  private static final String ASIDE = PATH + "/set-aside/upstream/137";

  @TempDir Path folder;
  private RunningApi api;

  @BeforeEach
  void open() throws Exception {
    api = new RunningApi(folder);
    new Cursors(api.store.database)
        .setAside(new Cursors.SetAside("upstream", 137, 422, "bad room", api.store.now()));
  }

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  @Test
  void each_receiver_is_told_with_what_waits_and_how_it_went_last() throws Exception {
    JsonNode all = RunningApi.json(api.get(api.admin, PATH));
    JsonNode receiver = all.at("/receivers/0");
    assertEquals("upstream", receiver.path("name").asText());
    assertEquals(all.path("end").asLong() - 2, receiver.path("cursor").asLong());
    assertEquals(2, receiver.path("waiting").asInt());
    assertEquals(180, receiver.path("failing_seconds").asInt());
    assertEquals("Ask the town.", receiver.path("cure").asText());
    assertTrue(receiver.has("since"));
    assertEquals(137, all.at("/set_aside/0/number").asInt());
    assertEquals("bad room", all.at("/set_aside/0/detail").asText());
  }

  @Test
  void what_stands_aside_is_sent_again_and_audited() throws Exception {
    assertEquals(202, api.overwrite("POST", ASIDE + "/again", "").statusCode());
    assertEquals(List.of(137L), api.sentAgain);
    assertEquals(1, audited("event.sent-again"));
    assertEquals(404, overwrite("POST", "upstream/1/again").statusCode());
    assertEquals(404, overwrite("POST", "mqtt/137/again").statusCode());
    assertEquals(400, overwrite("POST", "upstream/x/again").statusCode());
    assertEquals(1, audited("event.sent-again"));
  }

  @Test
  void what_stands_aside_is_given_up_once_and_audited() throws Exception {
    assertEquals(204, overwrite("DELETE", "upstream/137").statusCode());
    assertEquals(0, RunningApi.json(api.get(api.admin, PATH)).path("set_aside").size());
    assertEquals(404, overwrite("DELETE", "upstream/137").statusCode());
    assertEquals(1, audited("event.given-up"));
  }

  @Test
  void who_decides_of_a_refusal_says_which_one_was_seen() throws Exception {
    HttpResponse<String> seen = api.get(api.admin, ASIDE);
    String tag = seen.headers().firstValue("ETag").orElseThrow();
    JsonNode all = RunningApi.json(api.get(api.admin, PATH));
    assertEquals(RunningApi.json(seen), all.at("/set_aside/0"));
    assertEquals(tag, '"' + all.at("/set_aside/0/etag").asText() + '"');
    assertEquals(428, api.post(api.admin, ASIDE + "/again", "").statusCode());
    assertEquals(428, api.send("DELETE", api.admin, ASIDE, "").statusCode());
    new Cursors(api.store.database)
        .refusedAgain(new Cursors.SetAside("upstream", 137, 413, "too large", api.store.now()));
    for (String[] act : new String[][] {{"POST", ASIDE + "/again"}, {"DELETE", ASIDE}}) {
      HttpResponse<String> stale = api.ifMatch(tag, act[0], act[1], "");
      assertEquals(412, stale.statusCode(), stale.body());
      assertEquals("too large", RunningApi.json(stale).at("/current/detail").asText());
    }
    assertEquals(List.of(), api.sentAgain);
    assertEquals(0, audited("event.sent-again") + audited("event.given-up"));
    String now = api.get(api.admin, ASIDE).headers().firstValue("ETag").orElseThrow();
    assertEquals(202, api.ifMatch(now, "POST", ASIDE + "/again", "").statusCode());
    assertEquals(204, api.ifMatch(now, "DELETE", ASIDE, "").statusCode());
    assertEquals(404, api.get(api.admin, ASIDE).statusCode());
  }

  private HttpResponse<String> overwrite(String method, String entry) throws Exception {
    return api.overwrite(method, PATH + "/set-aside/" + entry, "");
  }

  private int audited(String action) throws Exception {
    return api.get(api.admin, "/api/v1/audit").body().split("\"" + action + "\"", -1).length - 1;
  }
}
