package daka.web.account;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.store.register.TokenRole;
import daka.web.account.Office.Browser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts, and the sessions that end with what they stood on.
class AccountsTest {
  private static final String LI = "/api/v1/accounts/li";
  private static final String OTHER = "four green kettles under the moon";

  @TempDir Path folder;

  private static String tag(Browser browser, String path) throws Exception {
    return browser.get(path).headers().firstValue("ETag").orElseThrow();
  }

  private static HttpResponse<String> change(Browser browser, String path, Map<String, ?> body)
      throws Exception {
    return browser.ask("PUT", path, body, Map.of("If-Match", tag(browser, path)));
  }

  @Test
  void a_session_ends_with_the_role_the_password_the_person_or_the_account() throws Exception {
    try (Office office = new Office(folder);
        Browser admin = office.administrator();
        Browser li = office.signedIn("li", TokenRole.STAFF)) {
      long person = office.api.store.resident("李四", "CARD-1");
      assertEquals(200, change(admin, LI, Map.of("role", "auditor")).statusCode());
      assertFalse(li.isSignedIn());
      li.signIn("li", Office.PASSWORD);
      assertEquals(200, change(admin, LI, Map.of("password", OTHER)).statusCode());
      assertFalse(li.isSignedIn());
      assertEquals(401, li.signIn("li", Office.PASSWORD).statusCode());
      assertEquals(201, li.signIn("li", OTHER).statusCode());
      assertEquals(200, change(admin, LI, Map.of("resident", "" + person)).statusCode());
      assertFalse(li.isSignedIn());
      li.signIn("li", OTHER);
      assertTrue(li.isSignedIn());
      String resident = "/api/v1/residents/" + person;
      Map<String, String> met = Map.of("If-Match", tag(admin, resident));
      assertEquals(2, admin.ask("DELETE", resident, null, met).statusCode() / 100);
      assertFalse(li.isSignedIn(), "the person is deleted");
      li.signIn("li", OTHER);
      Map<String, String> seen = Map.of("If-Match", tag(admin, LI));
      assertEquals(204, admin.ask("DELETE", LI, null, seen).statusCode());
      assertFalse(li.isSignedIn());
      assertEquals(401, li.signIn("li", OTHER).statusCode());
      assertTrue(admin.isSignedIn());
    }
  }

  @Test
  void nobody_undoes_what_another_has_changed_meanwhile() throws Exception {
    try (Office office = new Office(folder);
        Browser admin = office.administrator();
        Browser other = office.signedIn("zhao", TokenRole.ADMIN)) {
      Map<String, String> made = Map.of("role", "staff", "password", Office.PASSWORD);
      assertEquals(428, admin.ask("PUT", "/api/v1/accounts/zhao", made).statusCode());
      assertEquals(404, admin.ask("PUT", LI, made).statusCode());
      Map<String, String> none = Map.of("If-None-Match", "*");
      assertEquals(201, admin.ask("PUT", LI, made, none).statusCode());
      HttpResponse<String> again = admin.ask("PUT", LI, made, none);
      assertEquals(412, again.statusCode(), "a repeated click makes one");
      assertEquals("li", Office.json(again).get("current").get("name").asText());
      String seen = tag(admin, LI);
      assertEquals(200, change(other, LI, Map.of("role", "auditor")).statusCode());
      HttpResponse<String> stale =
          admin.ask("PUT", LI, Map.of("role", "admin"), Map.of("If-Match", seen));
      assertEquals(412, stale.statusCode());
      JsonNode current = Office.json(stale).get("current");
      assertEquals("auditor", current.get("role").asText());
      assertEquals(428, admin.ask("DELETE", LI, null).statusCode());
      assertEquals(412, admin.ask("DELETE", LI, null, Map.of("If-Match", seen)).statusCode());
      Map<String, String> now = Map.of("If-Match", current.get("etag").asText());
      assertEquals(204, admin.ask("DELETE", LI, null, now).statusCode());
      assertEquals(404, admin.get(LI).statusCode());
    }
  }

  @Test
  void the_last_administrator_stays() throws Exception {
    try (Office office = new Office(folder);
        Browser admin = office.administrator()) {
      String own = "/api/v1/accounts/%E7%8E%8B%E8%8A%B3";
      assertEquals(409, change(admin, own, Map.of("role", "staff")).statusCode());
      Map<String, String> seen = Map.of("If-Match", tag(admin, own));
      assertEquals(409, admin.ask("DELETE", own, null, seen).statusCode());
      try (Browser other = office.signedIn("zhao", TokenRole.ADMIN)) {
        assertTrue(other.isSignedIn());
        assertEquals(200, change(admin, own, Map.of("role", "staff")).statusCode());
        assertEquals(403, admin.get("/api/v1/accounts").statusCode());
      }
    }
  }

  @Test
  void whoever_is_signed_in_changes_the_own_password_and_nothing_else() throws Exception {
    try (Office office = new Office(folder);
        Browser admin = office.administrator();
        Browser li = office.signedIn("li", TokenRole.STAFF);
        Browser elsewhere = office.new Browser()) {
      elsewhere.signIn("li", Office.PASSWORD);
      assertEquals(403, li.get("/api/v1/accounts").statusCode());
      assertEquals(403, li.get("/api/v1/accounts/%E7%8E%8B%E8%8A%B3").statusCode());
      assertEquals(403, li.get("/api/v1/accounts/nobody").statusCode());
      assertEquals(403, change(li, LI, Map.of("role", "admin")).statusCode());
      assertEquals(403, change(li, LI, Map.of("password", OTHER)).statusCode());
      assertEquals(
          403, change(li, LI, Map.of("password", OTHER, "current_password", OTHER)).statusCode());
      String before = li.cookie;
      assertEquals(
          200,
          change(li, LI, Map.of("password", OTHER, "current_password", Office.PASSWORD))
              .statusCode());
      assertNotEquals(requireNonNull(before), li.cookie);
      assertTrue(li.isSignedIn());
      assertFalse(elsewhere.isSignedIn());
      assertTrue(admin.isSignedIn());
    }
  }

  @Test
  void sessions_are_listed_and_each_can_be_ended_by_its_owner_or_an_administrator()
      throws Exception {
    try (Office office = new Office(folder);
        Browser admin = office.administrator();
        Browser li = office.signedIn("li", TokenRole.STAFF)) {
      JsonNode all = Office.json(admin.get("/api/v1/sign-ins")).get("sign_ins");
      JsonNode own = Office.json(li.get("/api/v1/sign-ins")).get("sign_ins");
      assertEquals(2, all.size());
      assertEquals(1, own.size());
      assertTrue(own.get(0).get("here").asBoolean());
      assertEquals("127.0.0.1", own.get(0).get("address").asText());
      String id = own.get(0).get("id").asText();
      String others = "";
      for (JsonNode one : all) {
        others = one.get("id").asText().equals(id) ? others : one.get("id").asText();
      }
      assertEquals(404, li.ask("DELETE", "/api/v1/sign-ins/" + others, null).statusCode());
      assertEquals(204, admin.ask("DELETE", "/api/v1/sign-ins/" + id, null).statusCode());
      assertFalse(li.isSignedIn());
      assertEquals(404, admin.get("/api/v1/sign-ins/" + id).statusCode());
      String cookie = requireNonNull(admin.cookie);
      assertFalse(
          String.valueOf(office.api.store.text("SELECT group_concat(hash || id) FROM sign_ins"))
              .contains(cookie.substring(cookie.indexOf('=') + 1)));
    }
  }

  @Test
  void who_signed_in_from_where_and_what_was_changed_is_told_to_the_audit_log() throws Exception {
    try (Office office = new Office(folder);
        Browser admin = office.administrator()) {
      admin.signIn("王芳", "this is not the password");
      admin.ask(
          "PUT",
          LI,
          Map.of("role", "staff", "password", Office.PASSWORD),
          Map.of("If-None-Match", "*"));
      change(admin, LI, Map.of("role", "auditor"));
      String told =
          String.valueOf(office.api.store.text("SELECT group_concat(entry, char(10)) FROM audit"));
      for (String action :
          new String[] {"account.added", "session.begun", "session.refused", "account.changed"}) {
        assertTrue(told.contains("\"" + action + "\""), action + " in " + told);
      }
      assertTrue(told.contains("127.0.0.1"), told);
      assertFalse(told.contains(Office.PASSWORD) || told.contains("not the password"), told);
    }
  }
}
