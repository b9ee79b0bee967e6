package daka.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.CardKind;
import daka.device.Waiting;
import daka.event.Entry;
import daka.store.audit.AuditLog;
import daka.web.api.RunningApi;
import daka.web.http.ProblemsTest;
import daka.web.lan.LanCertificate;
import daka.web.lan.LanServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What unlocks a page for staff, what does not, and what an unlocked page may do, over HTTP.
class UnlockingTest {
  private static final String INSIDE = "/api/v1/inside";

  @TempDir Path folder;
  private RunningKiosk kiosk;
  private FollowingPage board;

  @BeforeEach
  void open() throws Exception {
    kiosk = new RunningKiosk(folder);
    Tour.prepare(kiosk);
    board = new FollowingPage(kiosk, "board-0123456789abcdef");
  }

  @AfterEach
  void close() throws Exception {
    board.close();
    kiosk.close();
  }

  @Test
  void a_staff_card_unlocks_the_open_pages_for_a_minute() throws Exception {
    kiosk.tap(Tour.STAFF);
    board.awaitUnlocked(true);
    assertEquals("陈**", board.state().at("/staff/who").textValue());
    assertEquals(200, board.status(INSIDE));
    kiosk.pass(Duration.ofSeconds(59));
    assertTrue(board.isUnlocked());
    kiosk.pass(Duration.ofSeconds(1));
    board.awaitUnlocked(false);
    assertEquals(401, board.status(INSIDE));
  }

  @Test
  void a_page_locks_after_a_quarter_of_an_hour_whatever_is_done_on_it() throws Exception {
    kiosk.tap(Tour.STAFF);
    for (int i = 0; i < 17; i++) {
      kiosk.pass(Duration.ofSeconds(50));
      assertEquals(200, board.status("/api/v1/occupancy"));
    }
    board.awaitUnlocked(true);
    kiosk.pass(Duration.ofSeconds(50));
    board.awaitUnlocked(false);
    assertEquals(401, board.status(INSIDE));
  }

  @Test
  void a_tap_unlocks_no_page_that_is_opened_after_it() throws Exception {
    kiosk.tap(Tour.STAFF);
    try (FollowingPage late = new FollowingPage(kiosk, "board-00000002");
        FollowingPage same = new FollowingPage(kiosk, "screen-00000003", board.cookie)) {
      assertFalse(late.isUnlocked());
      assertEquals(401, late.status(INSIDE));
      assertFalse(same.isUnlocked(), "another page of the same browser");
      assertEquals(401, same.status(INSIDE));
    }
    assertEquals(200, board.status(INSIDE));
  }

  @Test
  void nothing_that_a_page_is_told_unlocks_it_and_its_cookie_is_no_scripts() throws Exception {
    kiosk.tap(Tour.STAFF);
    board.awaitUnlocked(true);
    String secret = board.cookie.substring(board.cookie.indexOf('=') + 1);
    assertFalse(board.state().toString().contains(secret), "in the state");
    assertFalse(board.state().toString().contains("key"), board.state().toString());
    assertTrue(board.setCookie.endsWith("; Path=/; HttpOnly; SameSite=Strict"), board.setCookie);
    for (String forged :
        List.of("", "daka-page=", "daka-page=guess", "daka-page=guess.guess", "x=" + secret)) {
      HttpResponse<String> answer =
          kiosk.http.send(
              board.request(INSIDE).setHeader("Cookie", forged).build(), BodyHandlers.ofString());
      assertEquals(401, answer.statusCode(), forged);
    }
    HttpResponse<String> unnamed =
        kiosk.http.send(
            board.request(INSIDE).setHeader("Daka-Page", "board-00000009").build(),
            BodyHandlers.ofString());
    assertEquals(401, unnamed.statusCode(), "another page");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example, 403",
    "Origin, http://127.0.0.1:9, 403",
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, same-origin, 200",
    "Sec-Fetch-Site, none, 200"
  })
  void a_page_of_another_site_cannot_use_the_cookie(String header, String value, int status)
      throws Exception {
    kiosk.tap(Tour.STAFF);
    assertEquals(
        status,
        kiosk
            .http
            .send(board.request(INSIDE).setHeader(header, value).build(), BodyHandlers.ofString())
            .statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE cards SET blocked = 1 WHERE kind = 'qr'",
        "UPDATE cards SET expires = '2026-11-22' WHERE kind = 'qr'",
        "DELETE FROM cards WHERE kind = 'qr'",
        "UPDATE residents SET role = 'resident'",
        "PRAGMA foreign_keys = OFF; DELETE FROM residents WHERE role = 'staff'"
      })
  void a_page_locks_at_once_when_its_card_or_its_holder_is_good_no_more(String sql)
      throws Exception {
    kiosk.tap(Tour.STAFF);
    board.awaitUnlocked(true);
    kiosk.store.execute(sql);
    assertEquals(401, board.status(INSIDE));
    board.awaitUnlocked(false);
  }

  @Test
  void a_second_staff_card_takes_the_board_over() throws Exception {
    kiosk.tap(Tour.STAFF);
    board.awaitUnlocked(true);
    long first = board.state().at("/staff/opening").longValue();
    kiosk.tap(Tour.STAFF);
    Waiting.await("the second", () -> board.state().at("/staff/opening").longValue() == first + 1);
    assertEquals(200, board.status(INSIDE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"W-1", "B-1", "E-1", "nobody", Tour.PIN})
  void no_other_card_opens_it(String payload) throws Exception {
    kiosk.tap(payload);
    assertEquals(401, board.status(INSIDE));
  }

  @Test
  void a_number_of_a_member_of_staff_that_is_typed_opens_nothing() throws Exception {
    kiosk.store.execute(
        "INSERT INTO cards (resident, kind, fingerprint, created) SELECT id, 'phone', '"
            + kiosk.store.fingerprints.of(CardKind.PHONE, "13800138000").hex()
            + "', 0 FROM residents WHERE role = 'staff'");
    kiosk.post("/screen/number", "{\"kind\":\"phone\",\"number\":\"13800138000\"}");
    assertEquals(1, kiosk.store.inside("hall"));
    assertEquals(401, board.status(INSIDE));
  }

  @Test
  void a_blocked_staff_card_opens_nothing() throws Exception {
    kiosk.store.execute("UPDATE cards SET blocked = 1");
    kiosk.tap(Tour.STAFF);
    assertEquals(401, board.status(INSIDE));
  }

  @Test
  void a_staff_card_that_was_blocked_after_a_tap_opens_nothing_by_a_repeated_one()
      throws Exception {
    kiosk.tap(Tour.STAFF);
    kiosk.store.execute("UPDATE cards SET blocked = 1");
    assertEquals("repeated", kiosk.tap(Tour.STAFF).path("decision").textValue());
    assertEquals(401, board.status(INSIDE));
  }

  @Test
  void a_staff_card_opens_the_board_also_when_the_room_is_full() throws Exception {
    kiosk.store.capacity("hall", 0);
    assertEquals("room-full", kiosk.tap(Tour.STAFF).path("reason").textValue());
    board.awaitUnlocked(true);
  }

  @Test
  void a_pin_opens_one_page_and_tells_no_other() throws Exception {
    try (FollowingPage screen = new FollowingPage(kiosk, "screen-00000001", board.cookie)) {
      HttpResponse<String> unlocked = unlock(Tour.PIN);
      assertEquals(200, unlocked.statusCode());
      assertEquals("{\"who\":\"陈**\"}", unlocked.body());
      board.awaitUnlocked(true);
      assertTrue(board.state().at("/staff/last").booleanValue());
      assertEquals(200, board.status(INSIDE));
      assertFalse(screen.isUnlocked());
      assertEquals(401, screen.status(INSIDE));
      assertEquals(204, board.post("/screen/lock", "{}").statusCode());
      assertEquals(401, board.status(INSIDE));
      board.awaitUnlocked(false);
    }
  }

  @Test
  void guessing_a_pin_is_soon_at_an_end_also_after_a_restart() throws Exception {
    for (int i = 0; i < 5; i++) {
      ProblemsTest.assertProblem(403, "nobody's", unlock("111222"));
    }
    HttpResponse<String> closed = unlock(Tour.PIN);
    ProblemsTest.assertProblem(429, "a staff card opens the board now", closed);
    long seconds = closed.headers().firstValueAsLong("Retry-After").orElseThrow();
    assertTrue(seconds > 30 && seconds <= 60, "after " + seconds);
    kiosk.tap(Tour.STAFF);
    board.awaitUnlocked(true);
    board.post("/screen/lock", "{}");
    kiosk.restart();
    ProblemsTest.assertProblem(429, "a staff card opens the board now", unlock(Tour.PIN));
    kiosk.pass(Duration.ofMinutes(1));
    assertEquals(200, unlock(Tour.PIN).statusCode());
  }

  @Test
  void who_opens_a_screen_and_who_guesses_at_it_is_in_the_audit_log() throws Exception {
    AuditLog log = new AuditLog(kiosk.store.database);
    long before = log.head();
    for (int i = 0; i < 7; i++) {
      unlock("111222");
    }
    kiosk.pass(Duration.ofMinutes(1));
    assertEquals(200, unlock(Tour.PIN).statusCode());
    List<String> entries = log.after(before, 10).stream().map(Entry::json).toList();
    assertEquals(3, entries.size(), entries::toString);
    assertTrue(entries.get(0).contains("\"action\":\"pin.refused\""), entries.get(0));
    assertTrue(entries.get(0).contains("\"by\":\"page\""), entries.get(0));
    assertTrue(entries.get(0).contains("\"who\":\"board\""), entries.get(0));
    assertTrue(entries.get(1).contains("\"action\":\"pin.held-up\""), entries.get(1));
    assertTrue(entries.get(2).contains("\"action\":\"screen.unlocked\""), entries.get(2));
    assertTrue(entries.get(2).contains("\"by\":\"staff\""), entries.get(2));
    assertFalse(entries.toString().contains("陈"), entries::toString);
  }

  @Test
  void an_unlocked_page_may_do_what_staff_may_and_no_more() throws Exception {
    unlock(Tour.PIN);
    for (String path : List.of("inside", "left", "occupancy", "waiting", "people")) {
      assertEquals(200, board.status("/api/v1/" + path), path);
    }
    for (String path : List.of("residents", "journal", "visits.csv", "set-aside")) {
      assertEquals(403, board.status("/api/v1/" + path), path);
    }
  }

  /// The LAN's listener of this very kiosk, by TLS.
  @Test
  void the_cookie_of_an_unlocked_page_is_worth_nothing_on_the_lan() throws Exception {
    kiosk.tap("W-1");
    kiosk.tap(Tour.STAFF);
    board.awaitUnlocked(true);
    LanCertificate certificate = RunningApi.certificate();
    try (LanServer lan =
            new LanServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                certificate,
                kiosk.api,
                List.of());
        HttpClient client =
            HttpClient.newBuilder().sslContext(RunningApi.trusting(certificate)).build()) {
      lan.start();
      URI there = URI.create("https://127.0.0.1:" + lan.port());
      for (String path : List.of(INSIDE, "/api/v1/people", "/api/v1/occupancy")) {
        HttpRequest.Builder get = board.request(path);
        assertEquals(200, kiosk.http.send(get.build(), BodyHandlers.ofString()).statusCode());
        assertRefused(client.send(get.uri(there.resolve(path)).build(), BodyHandlers.ofString()));
      }
      String path = "/api/v1/visits/1/depart";
      HttpRequest.Builder post =
          board
              .request(path)
              .header("Content-Type", "application/json")
              .header("If-Match", "*")
              .POST(BodyPublishers.ofString("{}"));
      assertRefused(client.send(post.uri(there.resolve(path)).build(), BodyHandlers.ofString()));
      assertRefused(
          client.send(post.setHeader("Origin", kiosk.url("")).build(), BodyHandlers.ofString()));
      assertEquals(2, kiosk.store.inside("hall"), "nobody was sent away");
      HttpRequest unseen =
          board
              .request(path)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{}"))
              .build();
      assertEquals(428, kiosk.http.send(unseen, BodyHandlers.ofString()).statusCode());
      assertEquals(200, board.post(path, "{}").statusCode(), "and on the kiosk itself it may");
    }
  }

  private static void assertRefused(HttpResponse<String> answer) throws Exception {
    ProblemsTest.assertProblem(401, "or a token", answer);
    assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty(), answer.headers()::toString);
  }

  @Test
  void without_a_session_the_roll_is_called_with_masked_names() throws Exception {
    kiosk.tap("W-1");
    JsonNode roll = RunningKiosk.json(kiosk.get("/screen/roll-call"));
    assertEquals(1, roll.path("inside").intValue());
    assertEquals("王**", roll.at("/visits/0/name").textValue());
    assertFalse(roll.toString().contains("小明"), "the name is masked");
    unlock(Tour.PIN);
    JsonNode full = RunningKiosk.json(board.get(INSIDE));
    assertEquals("王小明", full.at("/visits/0/name").textValue());
  }

  private HttpResponse<String> unlock(String pin) throws Exception {
    return board.post("/screen/unlock", pin(pin));
  }

  private static String pin(String digits) {
    return "{\"pin\":\"" + digits + "\"}";
  }
}
