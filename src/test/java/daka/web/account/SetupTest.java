package daka.web.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.screen.OneTimeCode;
import daka.web.account.Office.Browser;
import daka.web.api.RunningApi;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How somebody becomes the first administrator.
class SetupTest {
  @TempDir Path folder;

  @Test
  void whoever_knows_the_code_becomes_administrator_and_is_signed_in() throws Exception {
    try (Office office = new Office(folder);
        Browser browser = office.new Browser()) {
      HttpResponse<String> made = browser.setUp(office.code(), "王芳", Office.PASSWORD);
      assertEquals(201, made.statusCode(), made.body());
      assertEquals("admin", Office.json(made).get("role").asText());
      String cookie = made.headers().firstValue("Set-Cookie").orElse("");
      assertTrue(
          cookie.matches(
              "__Host-daka=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict"),
          cookie);
      assertEquals(200, browser.get("/api/v1/residents").statusCode());
      assertFalse(office.invitation.isOpen());
      assertEquals(409, browser.setUp("AAAAAAAA", "李四", Office.PASSWORD).statusCode(), "once only");
      String told = office.api.get(office.api.admin, "/api/v1/accounts").body();
      assertTrue(told.contains("王芳") && !told.contains("李四"), told);
    }
  }

  @Test
  void without_the_code_nobody_becomes_administrator_not_even_with_a_token() throws Exception {
    try (Office office = new Office(folder);
        Browser browser = office.new Browser()) {
      Map<String, String> admin =
          Map.of("name", "eve", "role", "admin", "password", Office.PASSWORD);
      assertEquals(401, browser.ask("POST", "/api/v1/accounts", admin).statusCode());
      Map<String, String> token = Map.of("Authorization", "Bearer " + office.api.admin);
      assertEquals(409, browser.ask("POST", "/api/v1/accounts", admin, token).statusCode());
      Map<String, String> staff =
          Map.of("name", "eve", "role", "staff", "password", Office.PASSWORD);
      HttpResponse<String> made = browser.ask("POST", "/api/v1/accounts", staff, token);
      assertEquals(201, made.statusCode());
      String tag = made.headers().firstValue("ETag").orElseThrow();
      Map<String, String> seen =
          Map.of("Authorization", "Bearer " + office.api.admin, "If-Match", tag);
      assertEquals(
          409,
          browser.ask("PUT", "/api/v1/accounts/eve", Map.of("role", "admin"), seen).statusCode());
      assertTrue(office.invitation.isOpen());
      assertEquals(409, browser.setUp(office.code(), "eve", Office.PASSWORD).statusCode());
    }
  }

  @Test
  void a_password_that_will_not_do_is_told_and_leaves_the_code_good() throws Exception {
    try (Office office = new Office(folder);
        Browser browser = office.new Browser()) {
      String code = office.code();
      for (String password : new String[] {"too short", "passwordpassword", "益民社区邻里中心益民社区邻里中心"}) {
        HttpResponse<String> refused = browser.setUp(code, "王芳", password);
        assertEquals(422, refused.statusCode(), refused.body());
        assertFalse(refused.body().contains(password), refused.body());
      }
      for (String name : new String[] {"", "a/b", "..", "two\nlines"}) {
        assertEquals(400, browser.setUp(code, name, Office.PASSWORD).statusCode(), name);
      }
      assertEquals(201, browser.setUp(code, "王芳", Office.PASSWORD).statusCode());
    }
  }

  @Test
  void five_wrong_codes_end_it_and_from_then_on_each_address_has_to_wait() throws Exception {
    try (Office office = new Office(folder);
        Browser eve = office.new Browser("127.0.0.66");
        Browser wang = office.new Browser()) {
      String code = office.code();
      for (int i = 0; i < OneTimeCode.TRIES; i++) {
        assertEquals(403, eve.setUp("AAAAAAA" + i, "eve", Office.PASSWORD).statusCode());
      }
      assertEquals(410, wang.setUp(code, "王芳", Office.PASSWORD).statusCode());
      office.invitation.renew();
      HttpResponse<String> held = eve.setUp("AAAAAAAA", "eve", Office.PASSWORD);
      assertEquals(429, held.statusCode());
      assertTrue(held.headers().firstValueAsLong("Retry-After").orElse(99) <= 60);
      assertEquals(201, wang.setUp(office.code(), "王芳", Office.PASSWORD).statusCode());
    }
  }

  @Test
  void a_code_that_is_over_is_gone() throws Exception {
    try (Office office = new Office(folder);
        Browser browser = office.new Browser()) {
      String code = office.code();
      office.pass(Duration.ofMinutes(10));
      HttpResponse<String> over = browser.setUp(code, "王芳", Office.PASSWORD);
      assertEquals(410, over.statusCode());
      assertTrue(RunningApi.detail(over).contains("touch"), over.body());
      assertNull(browser.cookie);
    }
  }
}
