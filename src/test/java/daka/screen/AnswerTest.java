package daka.screen;

import static daka.store.OpenStore.HOURS;
import static daka.store.OpenStore.entrance;
import static daka.store.OpenStore.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.Decision;
import daka.store.OpenStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTest {
  @TempDir Path folder;
  private OpenStore store;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(folder);
    store.resident("王小明", "W-1");
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void an_arrival_says_who_where_and_when_in_the_centres_time() {
    Answer arrived = answer(store.desk.scan(entrance("W-1")));
    assertEquals("arrived", arrived.decision());
    assertEquals("王**", arrived.who());
    assertEquals("hall", arrived.room());
    assertEquals("1", arrived.visit());
    assertEquals("2026-11-23T09:15:02.120+08:00", arrived.at());
    assertEquals(6, arrived.rooms().size());
    assertNotNull(arrived.offer());
    assertNull(arrived.minutes());
  }

  @Test
  void a_departure_says_since_when_and_how_long() {
    store.desk.scan(entrance("W-1"));
    store.pass(Duration.ofMinutes(95).plusSeconds(59));
    Answer departed = answer(store.desk.scan(entrance("W-1")));
    assertEquals("departed", departed.decision());
    assertEquals("2026-11-23T09:15:02.120+08:00", departed.arrived());
    assertEquals(95, departed.minutes());
    assertEquals("tap", departed.ended());
  }

  @Test
  void a_move_says_from_where() {
    store.desk.scan(entrance("W-1"));
    Answer moved = answer(store.desk.scan(room("sports", "W-1")));
    assertEquals("hall", moved.from());
    assertEquals("sports", moved.room());
  }

  @Test
  void a_repeated_answer_is_the_first_one_under_another_name() {
    Answer first = answer(store.desk.scan(entrance("W-1")));
    Answer again = answer(store.desk.scan(entrance("W-1")));
    assertEquals("repeated", again.decision());
    assertEquals("arrived", again.repeats());
    assertEquals(first.offer(), again.offer());
    assertEquals(first.at(), again.at());
  }

  @Test
  void an_undone_arrival_is_voided_and_can_be_followed_by_no_touch() {
    Answer arrived = answer(store.desk.scan(entrance("W-1")));
    Answer undone = answer(store.desk.undo(Long.parseLong(String.valueOf(arrived.offer()))));
    assertEquals("undone", undone.decision());
    assertEquals("voided", undone.ended());
    assertNull(undone.offer());
  }

  @Test
  void an_unknown_card_gets_a_code_and_no_name() {
    Answer refused = answer(store.desk.scan(entrance("nobody")));
    assertEquals("refused", refused.decision());
    assertEquals("unknown-card", refused.reason());
    assertTrue(String.valueOf(refused.code()).matches("[0-9A-Z]{4}"), refused.code());
    assertNull(refused.who());
  }

  @Test
  void a_visit_at_night_is_marked() {
    store.setClock(Instant.parse("2026-11-23T15:00:00Z"));
    assertEquals(true, answer(store.desk.guests(2)).outsideHours());
  }

  private static Answer answer(Decision decision) {
    return Answer.of(decision, HOURS);
  }
}
