package daka.checkin;

import static daka.store.OpenStore.entrance;
import static daka.store.OpenStore.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import daka.store.OpenStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the person at the screen can do about an answer: leave, undo, choose another room.
class OfferTest {
  @TempDir Path folder;
  private OpenStore store;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(folder);
    store.resident("王小明", "W-1");
    store.resident("李雷", "L-1");
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void another_room_within_the_minute_corrects_the_same_visit() {
    var arrived = arrive("W-1");
    var moved =
        assertInstanceOf(Decision.Moved.class, store.desk.chooseRoom(arrived.offer(), "civic"));
    assertEquals(arrived.visit().id(), moved.visit().id());
    assertEquals("hall", moved.fromRoom());
    assertEquals(1, store.inside("civic"));
    assertEquals(0, store.inside("hall"));
    assertInstanceOf(Decision.Undone.class, store.desk.undo(moved.offer()));
    assertEquals(1, store.inside("hall"));
  }

  @Test
  void another_room_after_the_minute_is_a_visit_of_its_own() {
    var arrived = arrive("W-1");
    store.pass(Duration.ofSeconds(59));
    var still = assertInstanceOf(Decision.AlreadyIn.class, store.desk.scan(entrance("W-1")));
    store.pass(Duration.ofSeconds(1));
    var moved =
        assertInstanceOf(Decision.Moved.class, store.desk.chooseRoom(still.offer(), "civic"));
    assertNotEquals(arrived.visit().id(), moved.visit().id());
    assertEquals(store.now(), moved.visit().arrived());
  }

  @Test
  void the_same_room_changes_nothing() {
    var arrived = arrive("W-1");
    long before = store.ledger.journal().head();
    assertInstanceOf(Decision.AlreadyIn.class, store.desk.chooseRoom(arrived.offer(), "hall"));
    assertEquals(before, store.ledger.journal().head());
  }

  @Test
  void an_arrival_undone_never_was() {
    var arrived = arrive("W-1");
    var undone = assertInstanceOf(Decision.Undone.class, store.desk.undo(arrived.offer()));
    assertEquals(Ended.VOIDED, undone.visit().ended());
    assertEquals(0, store.inside("hall"));
    assertTooLate(store.desk.undo(arrived.offer()));
    assertEquals("hall", arrive("W-1").visit().room());
  }

  @Test
  void a_move_undone_continues_the_visit_before() {
    var arrived = arrive("W-1");
    store.pass(Duration.ofMinutes(5));
    var moved = assertInstanceOf(Decision.Moved.class, store.desk.scan(room("sports", "W-1")));
    var undone = assertInstanceOf(Decision.Undone.class, store.desk.undo(moved.offer()));
    assertEquals(arrived.visit().id(), undone.visit().id());
    assertNull(undone.visit().departed());
    assertEquals(1, store.inside("hall"));
    assertEquals(0, store.inside("sports"));
  }

  @Test
  void leaving_on_the_screen_ends_the_visit_and_can_be_undone() {
    var left = assertInstanceOf(Decision.Departed.class, store.desk.leave(arrive("W-1").offer()));
    assertEquals(Ended.SCREEN, left.visit().ended());
    assertInstanceOf(Decision.Undone.class, store.desk.undo(left.offer()));
    assertEquals(1, store.inside("hall"));
  }

  @Test
  void another_room_after_leaving_takes_the_departure_back() {
    var left = assertInstanceOf(Decision.Departed.class, store.desk.leave(arrive("W-1").offer()));
    assertInstanceOf(Decision.Moved.class, store.desk.chooseRoom(left.offer(), "civic"));
    assertEquals(1, store.inside("civic"));
  }

  @Test
  void an_offer_is_over_after_fifteen_seconds_whatever_the_wall_clock_says() {
    var arrived = arrive("W-1");
    store.setClock(store.now().minus(Duration.ofDays(3650)));
    store.pass(Duration.ofMillis(14_999));
    assertInstanceOf(Decision.AlreadyIn.class, store.desk.chooseRoom(arrived.offer(), "hall"));
    var again = arrive("L-1");
    store.pass(Duration.ofSeconds(15));
    assertTooLate(store.desk.undo(again.offer()));
    assertTooLate(store.desk.leave(again.offer()));
    assertTooLate(store.desk.chooseRoom(again.offer(), "civic"));
    assertEquals(0, store.desk.offerAbout(again.visit().id()));
  }

  @Test
  void an_offer_never_applies_to_the_visit_of_the_next_person() {
    var wang = arrive("W-1");
    var li = arrive("L-1");
    store.desk.leave(wang.offer());
    assertInstanceOf(Decision.Moved.class, store.desk.chooseRoom(li.offer(), "civic"));
    assertEquals(0, store.inside("hall"));
    assertEquals(1, store.inside("civic"));
    assertTooLate(store.desk.leave(wang.offer()));
    assertTooLate(store.desk.undo(4711));
  }

  @Test
  void a_departure_cannot_be_undone_once_the_person_has_come_again() {
    arrive("W-1");
    store.pass(Duration.ofMinutes(2));
    var departed = assertInstanceOf(Decision.Departed.class, store.desk.scan(entrance("W-1")));
    store.pass(Duration.ofSeconds(4));
    arrive("W-1");
    assertTooLate(store.desk.undo(departed.offer()));
    assertTooLate(store.desk.chooseRoom(departed.offer(), "civic"));
    assertEquals(1, store.inside("hall"));
  }

  @Test
  void what_staff_voided_is_not_brought_back_by_an_undo() throws Exception {
    var arrived = arrive("W-1");
    var left = assertInstanceOf(Decision.Departed.class, store.desk.leave(arrived.offer()));
    store.staff.voidVisit(arrived.visit().id());
    assertTooLate(store.desk.undo(left.offer()));
    assertTooLate(store.desk.chooseRoom(left.offer(), "civic"));

    var first = arrive("L-1");
    var moved = assertInstanceOf(Decision.Moved.class, store.desk.scan(room("sports", "L-1")));
    store.staff.voidVisit(first.visit().id());
    assertTooLate(store.desk.undo(moved.offer()));
    assertEquals(1, store.inside("sports"));
    assertEquals(0, store.inside("hall"));
  }

  @Test
  void guests_who_left_and_were_moved_are_counted_once() {
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.guests(5));
    store.pass(Duration.ofSeconds(10));
    var left = assertInstanceOf(Decision.Departed.class, store.desk.leave(arrived.offer()));
    store.desk.chooseRoom(left.offer(), "civic");
    store.desk.undo(left.offer());
    assertEquals(5, store.inside("civic") + store.inside("hall"));
  }

  @Test
  void what_one_reader_said_is_forgotten_once_another_has_answered() {
    store.desk.scan(entrance("W-1"));
    store.desk.scan(room("sports", "W-1"));
    store.pass(Duration.ofSeconds(1));
    assertInstanceOf(Decision.AlreadyIn.class, store.desk.scan(entrance("W-1")));
  }

  private Decision.Arrived arrive(String payload) {
    return assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance(payload)));
  }

  private static void assertTooLate(Decision decision) {
    assertEquals(Refusal.TOO_LATE, assertInstanceOf(Decision.Refused.class, decision).reason());
  }
}
