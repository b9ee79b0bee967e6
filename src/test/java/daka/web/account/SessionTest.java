package daka.web.account;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.store.account.Totp;
import daka.store.register.TokenRole;
import daka.web.account.Office.Browser;
import daka.web.api.RunningApi;
import daka.web.door.RunningKiosk;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signing in and out, and what a session is good for.
class SessionTest {
  private static final Map<String, Object> ROOM =
      Map.of("name", "书画室", "floor", "2F", "capacity", 16);

  @TempDir Path folder;

  private static int putRoom(Browser browser) throws Exception {
    return browser
        .ask("PUT", "/api/v1/rooms/painting", ROOM, Map.of("If-None-Match", "*"))
        .statusCode();
  }

  @Test
  void a_session_has_the_role_of_its_account_and_ends_when_somebody_signs_out() throws Exception {
    try (Office office = new Office(folder);
        Browser admin = office.administrator();
        Browser staff = office.signedIn("Li Si", TokenRole.STAFF)) {
      assertEquals(201, putRoom(admin));
      assertEquals(403, putRoom(staff));
      assertEquals(200, staff.get("/api/v1/rooms").statusCode());
      JsonNode who = Office.json(staff.get("/api/v1/session"));
      assertEquals("account", who.get("kind").asText());
      assertEquals("Li Si", who.get("name").asText());
      String cookie = requireNonNull(staff.cookie);
      assertEquals(204, staff.ask("DELETE", "/api/v1/session", null).statusCode());
      assertNull(staff.cookie);
      staff.cookie = cookie;
      assertFalse(staff.isSignedIn(), "the cookie is worthless, wherever it was copied to");
      assertTrue(admin.isSignedIn());
    }
  }

  @Test
  void names_are_compared_without_capitals_and_widths_and_passwords_as_unicode_means_them()
      throws Exception {
    try (Office office = new Office(folder);
        Browser browser = office.signedIn("Li Si", TokenRole.STAFF)) {
      assertEquals(201, browser.signIn("ＬＩ ｓｉ ", Office.PASSWORD).statusCode());
      assertEquals(201, browser.signIn("li si", "ｐｕｒｐｌｅ tin eats a slow river").statusCode());
    }
  }

  @Test
  void it_ends_after_half_an_hour_of_nothing_and_after_twelve_hours_whatever_is_done()
      throws Exception {
    try (Office office = new Office(folder);
        Browser browser = office.administrator()) {
      office.pass(Duration.ofMinutes(29));
      assertTrue(browser.isSignedIn());
      office.pass(Duration.ofMinutes(29));
      assertEquals(
          200,
          browser.ask("GET", "/api/v1/rooms", null, Map.of("Daka-Unattended", "1")).statusCode());
      office.pass(Duration.ofMinutes(1));
      assertFalse(browser.isSignedIn(), "what a page asks by itself keeps nobody signed in");
      assertEquals(201, browser.signIn("王芳", Office.PASSWORD).statusCode());
      for (int i = 0; i < 12 * 60 / 20 - 1; i++) {
        office.pass(Duration.ofMinutes(20));
        assertTrue(browser.isSignedIn());
      }
      office.pass(Duration.ofMinutes(20));
      assertFalse(browser.isSignedIn());
    }
  }

  @Test
  void a_cookie_from_before_signing_in_is_never_the_one_after_and_is_ended() throws Exception {
    try (Office office = new Office(folder);
        Browser browser = office.administrator();
        Browser eve = office.new Browser()) {
      eve.cookie = browser.cookie;
      assertEquals(201, browser.signIn("王芳", Office.PASSWORD).statusCode());
      assertNotEquals(eve.cookie, browser.cookie);
      assertFalse(eve.isSignedIn());
      eve.cookie = "__Host-daka=" + "A".repeat(43);
      String planted = eve.cookie;
      assertEquals(401, eve.signIn("王芳", "not the password at all").statusCode());
      assertEquals(201, eve.signIn("王芳", Office.PASSWORD).statusCode());
      assertNotEquals(planted, eve.cookie);
    }
  }

  /// What a browser says of a request, and whether one with a cookie may write by it.
  private List<Map.Entry<Map<String, String>, Boolean>> origins(Office office) {
    String own = "https://127.0.0.1:" + office.api.server.port();
    List<Map.Entry<Map<String, String>, Boolean>> all = new ArrayList<>();
    all.add(Map.entry(Map.of("Sec-Fetch-Site", "same-origin"), true));
    all.add(Map.entry(Map.of("Sec-Fetch-Site", "same-origin", "Origin", own), true));
    all.add(Map.entry(Map.of("Origin", own), true));
    all.add(Map.entry(Map.of(), false));
    for (String site : List.of("cross-site", "same-site", "none", "", "Same-Origin")) {
      all.add(Map.entry(Map.of("Sec-Fetch-Site", site), false));
      all.add(Map.entry(Map.of("Sec-Fetch-Site", site, "Origin", own), false));
    }
    for (String origin :
        List.of(
            "null",
            "https://127.0.0.1",
            "https://127.0.0.1:1",
            own.replace("https", "http"),
            own + ".example",
            "https://example")) {
      all.add(Map.entry(Map.of("Origin", origin), false));
    }
    return all;
  }

  @Test
  void what_writes_with_a_cookie_or_signs_in_has_to_come_from_a_page_of_this_host()
      throws Exception {
    try (Office office = new Office(folder);
        Browser browser = office.administrator()) {
      String cookie = browser.cookie;
      for (Map.Entry<Map<String, String>, Boolean> origin : origins(office)) {
        browser.says.clear();
        browser.says.putAll(origin.getKey());
        browser.cookie = cookie;
        String told = origin.toString();
        Map<String, HttpResponse<String>> answers = new LinkedHashMap<>();
        answers.put("write", browser.ask("PUT", "/api/v1/rooms/painting", Map.of()));
        answers.put("delete", browser.ask("DELETE", "/api/v1/sign-ins/none", null));
        answers.put("sign in", browser.ask("POST", "/api/v1/session", Map.of()));
        answers.put("set up", browser.ask("POST", "/api/v1/setup", Map.of()));
        answers.forEach(
            (what, answer) ->
                assertEquals(origin.getValue(), answer.statusCode() != 403, what + " " + told));
        assertEquals(200, browser.get("/api/v1/rooms").statusCode(), told);
        if (!origin.getValue()) {
          assertEquals(403, browser.ask("DELETE", "/api/v1/session", null).statusCode(), told);
          assertTrue(RunningApi.detail(answers.get("write")).contains("Sec-Fetch-Site"));
        }
      }
      browser.cookie = cookie;
      assertTrue(browser.isSignedIn());
    }
  }

  @Test
  void a_token_needs_no_origin_and_counts_before_a_cookie() throws Exception {
    try (Office office = new Office(folder);
        Browser browser = office.administrator()) {
      browser.says.clear();
      Map<String, String> token = Map.of("Authorization", "Bearer " + office.api.staff);
      assertEquals(403, browser.ask("GET", "/api/v1/residents", null, token).statusCode());
      Map<String, String> admin = Map.of("Authorization", "Bearer " + office.api.admin);
      Map<String, String> made = new HashMap<>(admin);
      made.put("If-None-Match", "*");
      assertEquals(201, browser.ask("PUT", "/api/v1/rooms/painting", ROOM, made).statusCode());
      JsonNode who = Office.json(browser.ask("GET", "/api/v1/session", null, admin));
      assertEquals("token", who.get("kind").asText());
    }
  }

  @Test
  void on_the_kiosks_own_listener_nobody_signs_in_and_the_cookie_says_nothing(@TempDir Path other)
      throws Exception {
    try (Office office = new Office(folder);
        Browser browser = office.administrator();
        RunningKiosk kiosk = new RunningKiosk(other)) {
      String ask =
          "GET /api/v1/rooms HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nCookie: "
              + browser.cookie
              + "\r\nConnection: close\r\n\r\n";
      String answer = kiosk.raw(ask.getBytes(StandardCharsets.US_ASCII));
      assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
      for (String path : List.of("/api/v1/session", "/api/v1/setup")) {
        HttpResponse<String> refused = kiosk.post(path, "{}");
        assertEquals(403, refused.statusCode(), path);
        assertTrue(refused.body().contains("https"), refused.body());
      }
    }
  }

  @Test
  void wrong_passwords_from_many_addresses_slow_down_and_lock_nobody_out() throws Exception {
    try (Office office = new Office(folder);
        Browser wang = office.administrator()) {
      int looked = 0;
      for (int i = 0; i < 12; i++) {
        try (Browser eve = office.new Browser("127.0.1." + (1 + i))) {
          HttpResponse<String> refused = eve.signIn("王芳", "this is not the one " + i);
          looked += refused.statusCode() == 401 ? 1 : 0;
          assertTrue(refused.statusCode() == 401 || refused.statusCode() == 429, refused.body());
        }
      }
      assertEquals(5, looked);
      HttpResponse<String> held = wang.signIn("王芳", Office.PASSWORD);
      assertEquals(429, held.statusCode());
      long seconds = held.headers().firstValueAsLong("Retry-After").orElseThrow();
      assertTrue(seconds <= 60);
      office.pass(Duration.ofSeconds(seconds));
      assertEquals(201, wang.signIn("王芳", Office.PASSWORD).statusCode());
    }
  }

  @Test
  void an_unknown_name_is_answered_as_a_wrong_password_is() throws Exception {
    try (Office office = new Office(folder);
        Browser browser = office.administrator()) {
      HttpResponse<String> wrong = browser.signIn("王芳", "this is not the password");
      HttpResponse<String> unknown = browser.signIn("nobody", "this is not the password");
      assertEquals(401, unknown.statusCode());
      assertEquals(wrong.body(), unknown.body());
    }
  }

  private static String secretOf(Browser browser) throws Exception {
    HttpResponse<String> drawn =
        browser.ask("POST", "/api/v1/session/otp", Map.of("current_password", Office.PASSWORD));
    assertEquals(201, drawn.statusCode(), drawn.body());
    JsonNode secret = Office.json(drawn);
    assertTrue(secret.get("qr").asText().startsWith("<svg "));
    assertTrue(secret.get("uri").asText().contains("secret=" + secret.get("secret").asText()));
    return secret.get("secret").asText();
  }

  @Test
  void a_second_factor_is_asked_for_once_it_is_confirmed_and_no_code_counts_twice()
      throws Exception {
    try (Office office = new Office(folder);
        Browser browser = office.administrator();
        Browser elsewhere = office.new Browser()) {
      assertEquals(201, elsewhere.signIn("王芳", Office.PASSWORD).statusCode());
      byte[] secret = Base32.bytes(secretOf(browser));
      String first = Totp.code(secret, office.api.store.now());
      assertEquals(
          422, browser.ask("PUT", "/api/v1/session/otp", Map.of("otp", "000")).statusCode());
      assertEquals(
          200, browser.ask("PUT", "/api/v1/session/otp", Map.of("otp", first)).statusCode());
      assertTrue(browser.isSignedIn());
      assertFalse(elsewhere.isSignedIn(), "sessions without it end");
      HttpResponse<String> asked = elsewhere.signIn("王芳", Office.PASSWORD);
      assertEquals(401, asked.statusCode());
      assertTrue(Office.json(asked).get("otp_needed").asBoolean());
      assertEquals(401, elsewhere.signIn("王芳", Office.PASSWORD, first).statusCode());
      office.pass(Duration.ofSeconds(30));
      String next = Totp.code(secret, office.api.store.now());
      assertEquals(201, elsewhere.signIn("王芳", Office.PASSWORD, next).statusCode());
      assertEquals(401, elsewhere.signIn("王芳", Office.PASSWORD, next).statusCode());
      assertEquals(401, elsewhere.signIn("王芳", "a wrong one of length", next).statusCode());
      String kept =
          office.api.store.text("SELECT otp || password FROM accounts") + requireKept(office);
      assertFalse(kept.contains(Totp.base32(secret)), kept);
    }
  }

  private static String requireKept(Office office) throws Exception {
    return String.valueOf(office.api.store.text("SELECT hash FROM sign_ins"));
  }

  @Test
  void guessing_at_second_factors_with_the_right_password_is_held_up_too() throws Exception {
    try (Office office = new Office(folder);
        Browser browser = office.administrator()) {
      byte[] secret = Base32.bytes(secretOf(browser));
      String code = Totp.code(secret, office.api.store.now());
      browser.ask("PUT", "/api/v1/session/otp", Map.of("otp", code));
      List<Integer> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(browser.signIn("王芳", Office.PASSWORD, "00000" + i).statusCode());
        answers.add(browser.signIn("王芳", Office.PASSWORD).statusCode());
      }
      assertTrue(answers.contains(429), answers::toString);
      assertFalse(answers.contains(201), answers::toString);
      assertTrue(answers.stream().filter(status -> status == 401).count() <= 12, answers::toString);
    }
  }

  @Test
  void where_administrators_need_a_second_factor_they_do_nothing_before_it_is_set_up()
      throws Exception {
    try (Office office = new Office(folder, true);
        Browser browser = office.administrator()) {
      HttpResponse<String> refused = browser.get("/api/v1/residents");
      assertEquals(403, refused.statusCode());
      assertTrue(RunningApi.detail(refused).contains("/api/v1/session/otp"), refused.body());
      JsonNode who = Office.json(browser.get("/api/v1/session"));
      assertTrue(who.get("otp_needed").asBoolean());
      byte[] secret = Base32.bytes(secretOf(browser));
      String code = Totp.code(secret, office.api.store.now());
      assertEquals(
          200, browser.ask("PUT", "/api/v1/session/otp", Map.of("otp", code)).statusCode());
      assertEquals(200, browser.get("/api/v1/residents").statusCode());
      try (Browser staff = office.signedIn("li", TokenRole.STAFF)) {
        assertEquals(200, staff.get("/api/v1/rooms").statusCode());
      }
    }
  }
}
