package daka.web.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.web.api.RunningApi;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cards to print, through HTTP.
class PrintedCardsResourceTest {
  @TempDir Path folder;
  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = new RunningApi(folder);
    api.store.resident("王秀英", "W-1");
    api.store.resident("李芳", "W-2");
  }

  @AfterEach
  void stop() throws Exception {
    api.close();
  }

  private HttpResponse<String> issue(String token, String body) throws Exception {
    return api.send(
        api.request(token, "/api/v1/printed-cards")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void each_has_a_code_of_its_own_and_as_much_of_the_name_as_the_centre_chooses() throws Exception {
    HttpResponse<String> done =
        issue(api.admin, "{\"residents\":[\"2\",\"1\"],\"name\":\"masked\"}");
    assertEquals(201, done.statusCode(), done.body());
    JsonNode cards = RunningApi.json(done).get("cards");
    assertEquals("李**", cards.get(0).get("name").asText());
    assertEquals("王**", cards.get(1).get("name").asText());
    assertTrue(cards.get(0).get("code").asText().startsWith("<svg "), done.body());
    assertTrue(!cards.get(0).get("code").equals(cards.get(1).get("code")));
    assertTrue(
        issue(api.admin, "{\"residents\":[\"1\"],\"name\":\"full\"}").body().contains("王秀英"));
    assertTrue(!issue(api.admin, "{\"residents\":[\"1\"],\"name\":\"none\"}").body().contains("王"));
    assertEquals(
        "1",
        api.store.text(
            "SELECT count(*) FROM cards WHERE resident = 1 AND printed AND NOT blocked"));
    assertEquals(
        "2",
        api.store.text("SELECT count(*) FROM cards WHERE resident = 1 AND printed AND blocked"));
  }

  @Test
  void nobody_is_given_a_card_if_somebody_is_not_there() throws Exception {
    HttpResponse<String> refused =
        issue(api.admin, "{\"residents\":[\"1\",\"99\"],\"name\":\"full\"}");
    assertEquals(404, refused.statusCode());
    assertTrue(refused.body().contains("99"), refused.body());
    assertEquals("0", api.store.text("SELECT count(*) FROM cards WHERE printed"));
  }

  @Test
  void the_town_knows_the_holder_as_before() throws Exception {
    String before = api.store.text("SELECT subject FROM residents WHERE id = 1");
    issue(api.admin, "{\"residents\":[\"1\"],\"name\":\"full\"}");
    assertEquals(before, api.store.text("SELECT subject FROM residents WHERE id = 1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"residents\":[],\"name\":\"full\"}",
        "{\"residents\":[\"1\",\"1\"],\"name\":\"full\"}",
        "{\"residents\":[null],\"name\":\"full\"}",
        "{\"residents\":[\"one\"],\"name\":\"full\"}",
        "{\"residents\":[\"1\"],\"name\":\"half\"}",
        "{\"residents\":[\"1\"]}",
        "[]",
        "no JSON"
      })
  void a_wish_that_cannot_be_is_refused(String body) throws Exception {
    assertEquals(400, issue(api.admin, body).statusCode());
  }

  @Test
  void only_an_administrator_may() throws Exception {
    assertEquals(403, issue(api.staff, "{\"residents\":[\"1\"],\"name\":\"full\"}").statusCode());
  }
}
