package daka.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.CardKind;
import daka.screen.StaffSessions;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What opens the board to staff, what does not, and what a session may do, over HTTP.
class UnlockingTest {
  @TempDir Path folder;
  private RunningKiosk kiosk;

  @BeforeEach
  void open() throws Exception {
    kiosk = new RunningKiosk(folder);
    Tour.prepare(kiosk);
  }

  @AfterEach
  void close() throws Exception {
    kiosk.close();
  }

  @Test
  void a_staff_card_opens_the_board_for_a_minute() throws Exception {
    kiosk.tap(Tour.STAFF);
    var staff = present(kiosk.screen.state().staff());
    assertEquals("陈**", staff.who());
    assertEquals(200, ask(staff.key(), "/api/v1/inside").statusCode());
    kiosk.pass(Duration.ofSeconds(59));
    assertNotNull(kiosk.screen.state().staff());
    kiosk.pass(Duration.ofSeconds(1));
    assertNull(kiosk.screen.state().staff());
    assertEquals(401, ask(staff.key(), "/api/v1/inside").statusCode());
  }

  private static <T> T present(@Nullable T value) {
    assertNotNull(value);
    return value;
  }

  @Test
  void what_is_done_in_a_session_keeps_it_open() throws Exception {
    kiosk.tap(Tour.STAFF);
    String key = present(kiosk.screen.state().staff()).key();
    for (int i = 0; i < 3; i++) {
      kiosk.pass(Duration.ofSeconds(50));
      assertEquals(200, ask(key, "/api/v1/occupancy").statusCode());
    }
    assertNotNull(kiosk.screen.state().staff());
  }

  @Test
  void a_second_staff_card_takes_the_board_over() throws Exception {
    kiosk.tap(Tour.STAFF);
    String first = present(kiosk.screen.state().staff()).key();
    kiosk.tap(Tour.STAFF);
    assertEquals(401, ask(first, "/api/v1/inside").statusCode());
    assertEquals(
        200, ask(present(kiosk.screen.state().staff()).key(), "/api/v1/inside").statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"W-1", "B-1", "E-1", "nobody", Tour.PIN})
  void no_other_card_opens_it(String payload) throws Exception {
    kiosk.tap(payload);
    assertNull(kiosk.screen.state().staff());
  }

  @Test
  void a_number_of_a_member_of_staff_that_is_typed_opens_nothing() throws Exception {
    kiosk.store.execute(
        "INSERT INTO cards (resident, kind, fingerprint, created) SELECT id, 'phone', '"
            + kiosk.store.fingerprints.of(CardKind.PHONE, "13800138000").hex()
            + "', 0 FROM residents WHERE role = 'staff'");
    JsonNode answer =
        RunningKiosk.json(
            kiosk.post("/screen/number", "{\"kind\":\"phone\",\"number\":\"13800138000\"}"));
    assertEquals("arrived", answer.path("decision").textValue());
    assertNull(kiosk.screen.state().staff());
  }

  @Test
  void a_blocked_staff_card_opens_nothing() throws Exception {
    kiosk.store.execute("UPDATE cards SET blocked = 1");
    kiosk.tap(Tour.STAFF);
    assertNull(kiosk.screen.state().staff());
  }

  @Test
  void a_staff_card_opens_the_board_also_when_the_room_is_full() throws Exception {
    kiosk.store.capacity("hall", 0);
    assertEquals("room-full", kiosk.tap(Tour.STAFF).path("reason").textValue());
    assertNotNull(kiosk.screen.state().staff());
  }

  @Test
  void a_pin_opens_one_page_and_tells_no_other() throws Exception {
    HttpResponse<String> unlocked = unlock(Tour.PIN);
    assertEquals(200, unlocked.statusCode());
    String key = RunningKiosk.json(unlocked).path("key").textValue();
    assertTrue(key.startsWith(StaffSessions.PREFIX), key);
    assertNull(kiosk.screen.state().staff());
    assertEquals(200, ask(key, "/api/v1/inside").statusCode());
    assertEquals(204, kiosk.post("/screen/lock", "{\"key\":\"" + key + "\"}").statusCode());
    assertEquals(401, ask(key, "/api/v1/inside").statusCode());
  }

  @Test
  void guessing_a_pin_is_soon_at_an_end() throws Exception {
    for (int i = 0; i < 5; i++) {
      ProblemsTest.assertProblem(403, "nobody's", unlock("111222"));
    }
    HttpResponse<String> closed = unlock(Tour.PIN);
    ProblemsTest.assertProblem(429, "a staff card opens the board now", closed);
    long seconds = closed.headers().firstValueAsLong("Retry-After").orElseThrow();
    assertTrue(seconds > 30 && seconds <= 60, "after " + seconds);
    kiosk.tap(Tour.STAFF);
    assertNotNull(kiosk.screen.state().staff());
    kiosk.pass(Duration.ofMinutes(1));
    assertEquals(200, unlock(Tour.PIN).statusCode());
  }

  @Test
  void a_session_may_do_what_staff_may_and_no_more() throws Exception {
    String key = RunningKiosk.json(unlock(Tour.PIN)).path("key").textValue();
    for (String path : List.of("inside", "left", "occupancy", "waiting", "people")) {
      assertEquals(200, ask(key, "/api/v1/" + path).statusCode(), path);
    }
    for (String path : List.of("residents", "journal", "visits.csv", "set-aside")) {
      assertEquals(403, ask(key, "/api/v1/" + path).statusCode(), path);
    }
  }

  @Test
  void without_a_session_the_roll_is_called_with_masked_names() throws Exception {
    kiosk.tap("W-1");
    JsonNode roll = RunningKiosk.json(kiosk.get("/screen/roll-call"));
    assertEquals(1, roll.path("inside").intValue());
    assertEquals("王**", roll.at("/visits/0/name").textValue());
    assertFalse(roll.toString().contains("小明"), "the name is masked");
    String key = RunningKiosk.json(unlock(Tour.PIN)).path("key").textValue();
    JsonNode full = RunningKiosk.json(ask(key, "/api/v1/inside"));
    assertEquals("王小明", full.at("/visits/0/name").textValue());
  }

  private HttpResponse<String> unlock(String pin) throws Exception {
    return kiosk.post("/screen/unlock", "{\"pin\":\"" + pin + "\"}");
  }

  private HttpResponse<String> ask(String key, String path) throws Exception {
    return kiosk.http.send(
        HttpRequest.newBuilder(URI.create(kiosk.url(path)))
            .header("Authorization", "Bearer " + key)
            .timeout(RunningKiosk.PATIENCE)
            .build(),
        BodyHandlers.ofString());
  }
}
