package daka.web.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.store.register.TokenRole;
import daka.web.account.Office.Browser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tokens of programs, each of an account.
class TokensRegisterTest {
  private static final String PATH = "/api/v1/tokens";
  private static final String LOG = "/api/v1/visits.csv";

  @TempDir Path folder;

  private static HttpResponse<String> make(
      Browser browser, String name, String role, Map<String, String> more) throws Exception {
    Map<String, String> body = new HashMap<>(more);
    body.put("name", name);
    body.put("role", role);
    body.putIfAbsent("current_password", Office.PASSWORD);
    return browser.ask("POST", PATH, body);
  }

  private static String made(Browser browser, String name, String role, Map<String, String> more)
      throws Exception {
    HttpResponse<String> answer = make(browser, name, role, more);
    assertEquals(201, answer.statusCode(), answer.body());
    return Office.json(answer).path("token").asText();
  }

  private static JsonNode token(Browser browser, String name) throws Exception {
    for (JsonNode token : Office.json(browser.get(PATH)).path("tokens")) {
      if (token.path("name").asText().equals(name)) {
        return token;
      }
    }
    throw new AssertionError("there is no token " + name);
  }

  @Test
  void a_token_is_told_once_and_it_is_known_whose_it_is_until_when_and_when_it_was_used()
      throws Exception {
    try (Office office = new Office(folder);
        Browser admin = office.administrator()) {
      String secret = made(admin, "nightly log", "auditor", Map.of("expires", "2027-06-30"));
      JsonNode before = token(admin, "nightly log");
      assertEquals("王芳", before.path("account").asText());
      assertEquals("auditor", before.path("role").asText());
      assertEquals("2027-07-01T00:00:00.000+08:00", before.path("expires").asText());
      assertEquals("good", before.path("state").asText());
      assertFalse(before.has("used") || before.has("token"), before::toString);
      assertEquals(200, office.api.get(secret, LOG).statusCode());
      assertTrue(token(admin, "nightly log").has("used"));
      assertFalse(admin.get(PATH).body().contains(secret));
      office.pass(Duration.ofDays(365));
      assertEquals(401, office.api.get(secret, LOG).statusCode());
    }
  }

  @Test
  void a_token_that_is_revoked_is_good_no_more_and_all_of_it_is_audited() throws Exception {
    try (Office office = new Office(folder);
        Browser admin = office.administrator()) {
      String secret = made(admin, "nightly log", "auditor", Map.of());
      String one = PATH + "/" + token(admin, "nightly log").path("id").asText();
      assertEquals(204, admin.ask("DELETE", one, null).statusCode());
      assertEquals(404, admin.ask("DELETE", one, null).statusCode());
      assertEquals(401, office.api.get(secret, LOG).statusCode());
      String audit = admin.get("/api/v1/audit?limit=1000").body();
      assertTrue(audit.contains("token.made") && audit.contains("token.revoked"), audit);
      assertTrue(audit.contains("王芳") && !audit.contains(secret), audit);
    }
  }

  @Test
  void a_token_may_no_more_than_its_account_and_ends_with_it() throws Exception {
    try (Office office = new Office(folder);
        Browser admin = office.administrator();
        Browser li = office.signedIn("li", TokenRole.AUDITOR)) {
      Map<String, String> ofLi = Map.of("account", "li");
      assertEquals(422, make(admin, "too much", "admin", ofLi).statusCode());
      assertEquals(422, make(admin, "of nobody", "staff", Map.of("account", "no")).statusCode());
      String secret = made(admin, "log", "auditor", ofLi);
      assertEquals(200, office.api.get(secret, LOG).statusCode());
      assertEquals(200, put(admin, Map.of("role", "staff")));
      assertEquals(401, office.api.get(secret, LOG).statusCode());
      assertEquals("held", token(admin, "log").path("state").asText());
      assertEquals(200, put(admin, Map.of("role", "admin")));
      assertEquals(200, office.api.get(secret, LOG).statusCode());
      assertEquals(403, office.api.get(secret, "/api/v1/accounts").statusCode());
      Map<String, String> seen = Map.of("If-Match", "*");
      assertEquals(204, admin.ask("DELETE", "/api/v1/accounts/li", null, seen).statusCode());
      assertEquals(401, office.api.get(secret, LOG).statusCode());
      assertFalse(admin.get(PATH).body().contains("\"log\""));
      assertFalse(li.isSignedIn());
      String audit = admin.get("/api/v1/audit?limit=1000").body();
      assertTrue(audit.indexOf("token.revoked") < audit.indexOf("account.deleted"), audit);
    }
  }

  private static int put(Browser admin, Map<String, ?> change) throws Exception {
    return admin.ask("PUT", "/api/v1/accounts/li", change, Map.of("If-Match", "*")).statusCode();
  }

  @Test
  void a_session_that_was_left_open_is_not_enough_and_a_name_is_taken_once() throws Exception {
    try (Office office = new Office(folder);
        Browser admin = office.administrator()) {
      Map<String, String> wrong = Map.of("current_password", "not my password at all");
      assertEquals(403, make(admin, "log", "auditor", wrong).statusCode());
      made(admin, "log", "auditor", Map.of());
      assertEquals(409, make(admin, "log", "auditor", Map.of()).statusCode());
      assertEquals(
          400, make(admin, "late", "auditor", Map.of("expires", "2020-01-01")).statusCode());
      assertEquals(400, make(admin, "odd", "auditor", Map.of("expires", "soon")).statusCode());
      assertEquals(400, make(admin, " ", "auditor", Map.of()).statusCode());
      assertEquals(400, make(admin, "odd", "king", Map.of()).statusCode());
    }
  }

  @Test
  void a_program_says_whose_the_token_is_and_what_the_command_made_is_nobodys() throws Exception {
    try (Office office = new Office(folder);
        Browser admin = office.administrator()) {
      String nameless = "{\"name\":\"x\",\"role\":\"staff\"}";
      assertEquals(400, office.api.post(office.api.admin, PATH, nameless).statusCode());
      String said = "{\"name\":\"x\",\"role\":\"staff\",\"account\":\"王芳\"}";
      assertEquals(201, office.api.post(office.api.admin, PATH, said).statusCode());
      assertEquals(403, office.api.post(office.api.staff, PATH, said).statusCode());
      JsonNode all = Office.json(admin.get(PATH)).path("tokens");
      assertEquals(4, all.size(), all::toString);
      assertEquals(1, all.findValues("account").size(), all::toString);
    }
  }
}
