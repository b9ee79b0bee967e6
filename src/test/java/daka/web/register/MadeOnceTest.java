package daka.web.register;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.web.api.RunningApi;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is sent again under the same id of the caller's own is made once.
class MadeOnceTest {
  private static final String WANG = "{\"name\": \"王秀英\", \"phone\": \"13800000001\"}";

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

  private static String under(String list) {
    return list + "/" + UUID.randomUUID();
  }

  private HttpResponse<String> made(int status, String path, String json) throws Exception {
    HttpResponse<String> answer = api.make(path, json);
    assertEquals(status, answer.statusCode(), answer.body());
    return answer;
  }

  private int count(String table) throws Exception {
    return Integer.parseInt(requireNonNull(api.store.text("SELECT count(*) FROM " + table)));
  }

  @Test
  void a_resident() throws Exception {
    String path = under("/api/v1/residents");
    JsonNode first = RunningApi.json(made(201, path, WANG));
    HttpResponse<String> again = made(200, path, WANG);
    assertEquals(first, RunningApi.json(again));
    assertEquals(1, count("residents"));
    assertEquals(1, count("audit WHERE entry LIKE '%resident.added%'"));
    String tag = again.headers().firstValue("ETag").orElseThrow();
    String one = "/api/v1/residents/" + first.get("id").asText();
    assertEquals(200, api.ifMatch(tag, "PUT", one, "{\"name\": \"王秀珍\"}").statusCode());
    JsonNode now = RunningApi.json(made(200, path, WANG));
    assertEquals("王秀珍", now.get("name").asText(), "as it is now");
  }

  @Test
  void what_says_otherwise_under_the_same_id_is_refused_with_what_was_made() throws Exception {
    String path = under("/api/v1/residents");
    made(201, path, WANG);
    JsonNode refused = RunningApi.json(made(412, path, "{\"name\": \"王秀珍\"}"));
    assertEquals("王秀英", refused.at("/current/name").asText());
    assertEquals(1, count("residents"));
  }

  @Test
  void what_was_refused_may_be_mended_under_the_same_id() throws Exception {
    String path = under("/api/v1/residents");
    made(400, path, "{\"name\": \"\"}");
    made(422, path, "{\"name\": \"王小明\", \"born\": \"2020-01-01\"}");
    made(201, path, WANG);
  }

  @Test
  void a_card_but_for_the_digits_of_a_pin() throws Exception {
    String id = RunningApi.json(made(201, under("/api/v1/residents"), WANG)).get("id").asText();
    String cards = "/api/v1/residents/" + id + "/cards";
    String path = under(cards);
    String card = "{\"kind\": \"qr\", \"payload\": \"W-1\"}";
    String made = RunningApi.json(made(201, path, card)).get("id").asText();
    assertEquals(made, RunningApi.json(made(200, path, card)).get("id").asText());
    made(412, path, "{\"kind\": \"qr\", \"payload\": \"W-2\"}");
    assertEquals(1, count("cards"));
    assertEquals(204, api.overwrite("DELETE", cards + "/" + made, "").statusCode());
    HttpResponse<String> gone = made(409, path, card);
    assertTrue(RunningApi.detail(gone).contains("there no more"), gone.body());
    made(201, under(cards), card);
  }

  @Test
  void a_party_of_guests_and_somebody_without_a_card() throws Exception {
    String path = under("/api/v1/visits");
    String party = "{\"party\": 3, \"room\": \"hall\"}";
    JsonNode first = RunningApi.json(made(201, path, party));
    assertEquals(first, RunningApi.json(made(200, path, party)));
    assertEquals(3, api.store.inside("hall"));
    HttpResponse<String> other = made(409, path, "{\"party\": 4, \"room\": \"hall\"}");
    assertTrue(RunningApi.detail(other).contains("visit 1 began under this id"), other.body());
    made(404, "/api/v1/visits/1", party);
    made(201, under("/api/v1/residents"), WANG);
    String wang = under("/api/v1/visits");
    made(201, wang, "{\"resident\": \"1\", \"room\": \"hall\"}");
    made(200, wang, "{\"resident\": \"1\", \"room\": \"hall\"}");
    assertEquals(4, api.store.inside("hall"));
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }

  @Test
  void two_clicks_at_the_same_time_make_one() throws Exception {
    String path = under("/api/v1/visits");
    Callable<Integer> click =
        () -> api.make(path, "{\"party\": 2, \"room\": \"hall\"}").statusCode();
    Set<Integer> answers = new TreeSet<>();
    try (ExecutorService clicks = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> answer : clicks.invokeAll(List.of(click, click, click, click))) {
        answers.add(answer.get());
      }
    }
    assertEquals(Set.of(200, 201), answers);
    assertEquals(2, api.store.inside("hall"));
  }

  @Test
  void it_is_said_that_it_is_to_be_made() throws Exception {
    String path = under("/api/v1/residents");
    assertEquals(428, api.send("PUT", api.admin, path, WANG).statusCode());
    String visit = under("/api/v1/visits");
    String party = "{\"party\": 3, \"room\": \"hall\"}";
    assertEquals(428, api.send("PUT", api.staff, visit, party).statusCode());
    assertEquals(403, api.send("PUT", api.auditor, visit, party).statusCode());
  }

  @Test
  void an_id_is_forgotten_after_a_day_and_with_the_person() throws Exception {
    String path = under("/api/v1/residents");
    made(201, path, WANG);
    String id = RunningApi.json(made(200, path, WANG)).get("id").asText();
    assertEquals(1, count("own_ids"));
    assertEquals(200, api.overwrite("POST", "/api/v1/residents/" + id + "/erase", "").statusCode());
    assertEquals(0, count("own_ids"));
    made(201, under("/api/v1/residents"), WANG);
    api.store.pass(Duration.ofHours(25));
    made(201, under("/api/v1/residents"), "{\"name\": \"李桂兰\"}");
    assertEquals(1, count("own_ids"));
  }
}
