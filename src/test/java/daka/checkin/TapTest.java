package daka.checkin;

import static daka.store.OpenStore.entrance;
import static daka.store.OpenStore.room;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every row of what a tap does, over a real database.
class TapTest {
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
  void a_known_card_arrives_in_the_kiosks_room() {
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
    assertEquals("hall", arrived.visit().room());
    assertEquals("王**", requireNonNull(arrived.who()).name());
    assertEquals(1, inside("hall"));
    assertEquals(1, store.ledger.journal().head());
  }

  @Test
  void a_known_card_arrives_in_the_readers_room_if_it_has_one() {
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.scan(room("sports", "W-1")));
    assertEquals("sports", arrived.visit().room());
  }

  @Test
  void a_second_tap_within_three_seconds_writes_nothing() {
    Decision first = store.desk.scan(entrance("W-1"));
    store.pass(Duration.ofMillis(2_999));
    var again = assertInstanceOf(Decision.Repeated.class, store.desk.scan(entrance("W-1")));
    assertEquals(first, again.first());
    assertEquals(1, store.ledger.journal().head());
  }

  /// A reader reads a card again and again as long as it is held, and much may happen meanwhile.
  @Test
  void a_card_that_is_held_while_others_and_the_clock_do_something_is_no_second_tap()
      throws Exception {
    store.resident("李雷", "L-1");
    var other = assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("L-1")));
    store.desk.scan(entrance("W-1"));
    store.pass(Duration.ofMinutes(10));
    assertInstanceOf(Decision.Departed.class, store.desk.scan(entrance("W-1")));
    store.staff.close();
    store.correctClock(store.now().minusSeconds(5), "synchronised");
    store.staff.move(other.visit().id(), "sports", null);
    store.desk.guests(2);
    store.desk.undo(other.offer());
    long before = store.ledger.journal().head();
    store.pass(Duration.ofSeconds(2));
    assertInstanceOf(Decision.Repeated.class, store.desk.scan(entrance("W-1")));
    assertEquals(before, store.ledger.journal().head());
  }

  @Test
  void a_tap_after_a_touch_is_answered_anew() {
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
    store.desk.undo(arrived.offer());
    assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
  }

  @Test
  void a_second_tap_within_the_minute_says_already_in_and_writes_nothing() {
    store.desk.scan(entrance("W-1"));
    store.pass(Duration.ofSeconds(59));
    assertInstanceOf(Decision.AlreadyIn.class, store.desk.scan(entrance("W-1")));
    assertEquals(1, store.ledger.journal().head());
  }

  @Test
  void a_tap_after_a_minute_at_the_same_place_departs() {
    store.desk.scan(entrance("W-1"));
    store.pass(Duration.ofMinutes(1));
    var departed = assertInstanceOf(Decision.Departed.class, store.desk.scan(entrance("W-1")));
    assertEquals(Ended.TAP, departed.visit().ended());
    assertEquals(0, inside("hall"));
  }

  @Test
  void a_tap_at_another_rooms_reader_moves() {
    store.desk.scan(entrance("W-1"));
    store.pass(Duration.ofSeconds(30));
    var moved = assertInstanceOf(Decision.Moved.class, store.desk.scan(room("sports", "W-1")));
    assertEquals("sports", moved.visit().room());
    assertEquals(2, moved.visit().id());
    assertEquals(0, inside("hall"));
    assertEquals(1, inside("sports"));
    assertEquals(2, store.ledger.journal().head());
  }

  @Test
  void an_unknown_card_is_refused_with_a_code_that_stays_the_same() {
    var first = assertInstanceOf(Decision.Refused.class, store.desk.scan(entrance("nobody")));
    store.pass(Duration.ofMinutes(5));
    var again = assertInstanceOf(Decision.Refused.class, store.desk.scan(entrance("nobody")));
    assertEquals(Refusal.UNKNOWN_CARD, first.reason());
    assertNotNull(first.code());
    assertEquals(first.code(), again.code());
    String event = store.ledger.journal().after(0, 1).getFirst().json();
    assertTrue(event.contains("daka.scan.refused") && !event.contains("nobody"), event);
  }

  @Test
  void a_departure_undone_in_time_opens_the_visit_again() {
    store.desk.scan(entrance("W-1"));
    store.pass(Duration.ofMinutes(30));
    var departed = assertInstanceOf(Decision.Departed.class, store.desk.scan(entrance("W-1")));
    store.pass(Duration.ofSeconds(14));
    var undone = assertInstanceOf(Decision.Undone.class, store.desk.undo(departed.offer()));
    assertNull(undone.visit().departed());
    assertEquals(1, inside("hall"));
    assertEquals(3, store.ledger.journal().head());
  }

  private int inside(String room) {
    return store.ledger.rooms().stream()
        .filter(space -> space.room().id().equals(room))
        .mapToInt(RoomSpace::inside)
        .sum();
  }
}
