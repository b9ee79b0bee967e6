package daka.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.device.Waiting;
import daka.store.register.Cards;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.register.PersonalCodes;
import daka.store.register.PersonalCodes.Outcome;
import daka.web.http.ProblemsTest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a number does that is typed without a card, and what it tells, which is nothing.
class TypedNumbersTest {
  private static final String PHONE = "13800138000";
  private static final String RECORDED = "{\"decision\":\"recorded\"}";
  private static final String SEE_STAFF = "{\"decision\":\"refused\",\"reason\":\"see-staff\"}";

  @TempDir Path folder;
  private RunningKiosk kiosk;

  @BeforeEach
  void open() throws Exception {
    kiosk = new RunningKiosk(folder);
    kiosk.store.person(
        new Person("欧阳修", Role.RESIDENT, null, null, "en", null),
        new NewCard.Read(CardKind.PHONE, PHONE, false, null),
        new NewCard.Read(CardKind.NUMBER, "20481", false, null),
        new NewCard.Read(CardKind.QR, "O-1", false, null));
  }

  @AfterEach
  void close() throws Exception {
    kiosk.close();
  }

  private HttpResponse<String> type(String kind, String number) throws Exception {
    return kiosk.post(
        "/screen/number", "{\"kind\":\"%s\",\"number\":\"%s\"}".formatted(kind, number));
  }

  private void typed(String answer, String kind, String number) throws Exception {
    HttpResponse<String> typed = type(kind, number);
    assertEquals(answer, typed.body());
    assertEquals(200, typed.statusCode());
  }

  @Test
  void it_comes_in_and_leaves_and_both_are_answered_alike() throws Exception {
    typed(RECORDED, "phone", PHONE);
    assertEquals(1, kiosk.store.inside("hall"));
    kiosk.store.pass(Duration.ofSeconds(30));
    typed(RECORDED, "phone", PHONE);
    assertEquals(1, kiosk.store.inside("hall"), "within a minute it is only sure");
    kiosk.store.pass(Duration.ofMinutes(90));
    typed(RECORDED, "number", "20481");
    assertEquals(0, kiosk.store.inside("hall"), "by another number of the same person");
    typed(RECORDED, "number", "20481");
    assertEquals(0, kiosk.store.inside("hall"), "an impatient second time does nothing");
    kiosk.store.pass(Duration.ofMinutes(1));
    typed(RECORDED, "number", "20481");
    assertEquals(1, kiosk.store.inside("hall"));
    assertEquals("screen:keypad", kiosk.store.text("SELECT reader FROM visits"));
    assertEquals("phone", kiosk.store.text("SELECT evidence FROM visits"));
  }

  @Test
  void no_page_is_told_who_where_or_whether_somebody_came_or_left() throws Exception {
    try (FollowingPage board = new FollowingPage(kiosk, "board-0123456789abcdef")) {
      for (int seq = 1; seq <= 2; seq++) {
        typed(RECORDED, "phone", PHONE);
        int shown = seq;
        Waiting.await("the answer", () -> board.state().at("/result/seq").intValue() == shown);
        JsonNode answer = board.state().at("/result/answer");
        assertEquals("recorded", answer.path("decision").textValue());
        List<String> fields = new ArrayList<>();
        answer.fieldNames().forEachRemaining(fields::add);
        assertEquals(List.of("decision", "at", "rooms", "not_recorded"), fields);
        assertEquals(0, answer.path("rooms").size());
        kiosk.store.pass(Duration.ofMinutes(5));
      }
      Waiting.await("the board", () -> board.state().at("/board/latest").size() == 2);
      for (JsonNode happened : board.state().at("/board/latest")) {
        assertEquals("recorded", happened.path("what").textValue());
        for (String field : List.of("who", "room", "party", "reason")) {
          assertFalse(happened.hasNonNull(field), happened.toString());
        }
      }
      assertFalse(board.state().toString().contains("欧"), "the surname is nowhere");
    }
  }

  @Test
  void it_is_on_the_roll_that_anybody_can_call_without_a_name() throws Exception {
    typed(RECORDED, "phone", PHONE);
    JsonNode roll = RunningKiosk.json(kiosk.get("/screen/roll-call"));
    assertEquals(1, roll.path("inside").intValue());
    assertEquals("**", roll.at("/visits/0/name").textValue());
  }

  @Test
  void nothing_of_it_can_be_touched_not_even_by_whoever_guesses() throws Exception {
    typed(RECORDED, "phone", PHONE);
    for (String what : List.of("leave", "undo")) {
      for (String named : List.of("\"visit\":\"1\"", "\"offer\":\"1\"")) {
        JsonNode answer = RunningKiosk.json(kiosk.post("/screen/" + what, "{" + named + "}"));
        assertEquals("too-late", answer.path("reason").textValue(), what + named);
        assertFalse(answer.hasNonNull("who"), answer.toString());
      }
    }
    JsonNode moved =
        RunningKiosk.json(kiosk.post("/screen/room", "{\"visit\":\"1\",\"room\":\"sports\"}"));
    assertEquals("too-late", moved.path("reason").textValue());
    assertEquals(1, kiosk.store.inside("hall"));
  }

  @Test
  void whoever_came_by_a_card_is_sent_to_the_staff_and_stays_where_they_are() throws Exception {
    kiosk.tap("O-1");
    kiosk.store.pass(Duration.ofMinutes(5));
    typed(SEE_STAFF, "phone", PHONE);
    typed(SEE_STAFF, "number", "20481");
    assertEquals(1, kiosk.store.inside("hall"));
  }

  @Test
  void whoever_came_by_a_number_on_a_card_that_was_read_is_not_ended_by_typing_it()
      throws Exception {
    JsonNode arrived = kiosk.tap("20481");
    assertEquals("arrived", arrived.path("decision").textValue());
    String offer = arrived.path("offer").textValue();
    kiosk.post("/screen/room", "{\"offer\":\"" + offer + "\",\"room\":\"sports\"}");
    kiosk.store.pass(Duration.ofMinutes(5));
    typed(SEE_STAFF, "number", "20481");
    assertEquals(1, kiosk.store.inside("sports"));
  }

  @Test
  void a_card_ends_what_a_number_began() throws Exception {
    typed(RECORDED, "phone", PHONE);
    kiosk.store.pass(Duration.ofMinutes(5));
    assertEquals("departed", kiosk.tap("O-1").path("decision").textValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM cards",
        "UPDATE cards SET blocked = 1",
        "UPDATE cards SET expires = '2026-01-01'"
      })
  void what_concerns_the_person_is_answered_alike_and_leaves_no_trace(String sql) throws Exception {
    kiosk.store.execute(sql);
    long head = kiosk.store.ledger.journal().head();
    typed(SEE_STAFF, "phone", PHONE);
    assertEquals("see-staff", kiosk.shown().reason());
    assertNull(kiosk.shown().who());
    assertNull(kiosk.shown().code());
    assertEquals(head, kiosk.store.ledger.journal().head());
    Cards cards = new Cards(kiosk.store.database, kiosk.store.fingerprints, kiosk.store::now);
    assertEquals(List.of(), cards.waiting());
  }

  @Test
  void a_full_room_and_a_store_that_fails_are_told() throws Exception {
    kiosk.store.capacity("hall", 0);
    typed("{\"decision\":\"refused\",\"reason\":\"room-full\"}", "phone", PHONE);
    assertEquals(List.of(), kiosk.shown().rooms());
    assertNull(kiosk.shown().offer());
    kiosk.store.capacity("hall", 9);
    kiosk.store.execute(
        "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END");
    HttpResponse<String> failed = type("phone", PHONE);
    assertEquals(503, failed.statusCode());
    assertEquals("{\"decision\":\"refused\",\"reason\":\"not-recorded\"}", failed.body());
  }

  @Test
  void five_unknown_numbers_hold_the_keypad_up_also_after_a_restart_and_by_another_clock()
      throws Exception {
    for (int i = 0; i < 5; i++) {
      typed(SEE_STAFF, "phone", "1390000000" + i);
    }
    heldUp();
    kiosk.restart();
    heldUp();
    kiosk.store.setClock(Instant.parse("2020-01-01T00:00:00Z"));
    kiosk.restart();
    heldUp();
    assertEquals("arrived", kiosk.tap("O-1").path("decision").textValue(), "a card is not held up");
    kiosk.pass(Duration.ofMinutes(1));
    kiosk.store.pass(Duration.ofMinutes(1));
    kiosk.tap("O-1");
    kiosk.store.pass(Duration.ofMinutes(1));
    typed(RECORDED, "phone", PHONE);
    typed(SEE_STAFF, "phone", "13900000009");
    heldUp();
    kiosk.pass(Duration.ofMinutes(10));
    for (int i = 0; i < 4; i++) {
      typed(SEE_STAFF, "phone", "1390000000" + i);
    }
    typed(RECORDED, "phone", PHONE);
  }

  private void heldUp() throws Exception {
    HttpResponse<String> answer = type("phone", PHONE);
    ProblemsTest.assertProblem(429, "a card works now", answer);
    long seconds = answer.headers().firstValueAsLong("Retry-After").orElseThrow();
    assertTrue(seconds > 30 && seconds <= 60, "after " + seconds);
  }

  @Test
  void a_centre_that_wants_a_code_lets_nobody_in_without_it() throws Exception {
    kiosk.close();
    Path other = folder.resolve("codes");
    Files.createDirectory(other);
    kiosk = RunningKiosk.withPersonalCodes(other);
    long id =
        kiosk.store.person(
            new Person("欧阳修", Role.RESIDENT, null, null, null, null),
            new NewCard.Read(CardKind.PHONE, PHONE, false, null));
    assertTrue(kiosk.screen.state().centre().personalCode());
    HttpResponse<String> without = type("phone", PHONE);
    ProblemsTest.assertProblem(400, "\"code\" is missing", without);
    assertEquals(SEE_STAFF, code("2580").body(), "has none yet");
    String path = "/api/v1/residents/" + id + "/code";
    try (FollowingPage board = new FollowingPage(kiosk, "board-0123456789abcdef")) {
      Tour.prepare(kiosk);
      assertEquals(401, board.put(path, "{\"code\":\"2580\"}").statusCode());
      kiosk.tap(Tour.STAFF);
      for (String weak : List.of("1234", "0000", "1212", "258", "25800", "２５８０")) {
        assertEquals(400, board.put(path, "{\"code\":\"" + weak + "\"}").statusCode(), weak);
      }
      assertEquals(404, board.put("/api/v1/residents/99/code", "{\"code\":\"2580\"}").statusCode());
      assertEquals("{\"set\":false}", board.get(path).body());
      assertEquals(200, board.put(path, "{\"code\":\"2580\"}").statusCode());
      assertEquals("{\"set\":true}", board.get(path).body());
    }
    assertEquals(SEE_STAFF, code("2581").body());
    assertEquals(0, kiosk.store.ledger.rooms().stream().filter(r -> r.inside() > 1).count());
    assertEquals(RECORDED, code("2580").body());
    for (int i = 0; i < 3; i++) {
      assertEquals(SEE_STAFF, code("2581").body());
    }
    assertEquals(429, code("2580").statusCode(), "wrong codes count as guesses");
    String kept = String.valueOf(kiosk.store.text("SELECT hash FROM codes"));
    assertTrue(kept.startsWith("argon2id-"), kept);
  }

  @Test
  void a_code_ends_after_ten_wrong_ones_in_a_row() throws Exception {
    PersonalCodes codes = new PersonalCodes(kiosk.store.database, kiosk.store.fingerprints);
    assertInstanceOf(Outcome.Done.class, codes.set(2, "2580", _ -> true));
    for (int i = 0; i < 9; i++) {
      assertFalse(codes.isRight(CardKind.PHONE, PHONE, "2581"));
    }
    assertTrue(codes.isRight(CardKind.PHONE, PHONE, "2580"), "nine are forgiven");
    for (int i = 0; i < 10; i++) {
      assertFalse(codes.isRight(CardKind.PHONE, PHONE, "2581"));
    }
    assertFalse(codes.isRight(CardKind.PHONE, PHONE, "2580"));
    assertFalse(codes.standing(2).set());
    assertInstanceOf(Outcome.Done.class, codes.set(2, "2580", _ -> true));
    assertTrue(codes.isRight(CardKind.PHONE, PHONE, "2580"));
  }

  private HttpResponse<String> code(String code) throws Exception {
    return kiosk.post(
        "/screen/number",
        "{\"kind\":\"phone\",\"number\":\"%s\",\"code\":\"%s\"}".formatted(PHONE, code));
  }
}
