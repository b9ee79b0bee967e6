package daka.checkin;

import static daka.store.OpenStore.entrance;
import static daka.store.OpenStore.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.StaffDesk.Outcome;
import daka.store.OpenStore;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.register.NewCard;
import daka.store.register.Person;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What staff may set right. After each test the journal is proven.
class StaffDeskTest {
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
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }

  private static Visit done(Outcome outcome) {
    return assertInstanceOf(Outcome.Done.class, outcome).visit();
  }

  private static String conflict(Outcome outcome) {
    return assertInstanceOf(Outcome.Conflict.class, outcome).why();
  }

  @Test
  void a_visit_moves_to_a_room_with_space_as_a_visit_of_its_own() throws Exception {
    store.desk.scan(entrance("W-1"));
    Visit moved = done(store.staff.move(1, "sports", "not needed"));
    assertEquals(2, moved.id());
    assertEquals("sports", moved.room());
    assertEquals(StaffDesk.STAFF, moved.reader());
    assertEquals(1, store.inside("sports"));
    assertEquals(0, store.inside("hall"));
    assertTrue(!store.lastEntry().contains("override"), "no exception was made");
  }

  @Test
  void a_visit_moves_to_a_full_room_only_with_a_reason() throws Exception {
    store.desk.guests(3);
    store.capacity("council", 2);
    long before = store.ledger.journal().head();
    assertTrue(conflict(store.staff.move(1, "council", null)).contains("room-full"));
    assertEquals(before, store.ledger.journal().head());
    done(store.staff.move(1, "council", "a wedding"));
    assertEquals(3, store.inside("council"));
    assertEquals("a wedding", store.text("SELECT override FROM visits WHERE id = 2"));
    assertTrue(!store.lastEntry().contains("wedding"), "the reason is for the centre only");
  }

  @Test
  void what_cannot_move_stays() throws Exception {
    store.desk.scan(entrance("W-1"));
    conflict(store.staff.move(1, "hall", null));
    assertInstanceOf(Outcome.Unknown.class, store.staff.move(1, "nowhere", null));
    assertInstanceOf(Outcome.Unknown.class, store.staff.move(9, "sports", null));
    done(store.staff.depart(1));
    conflict(store.staff.move(1, "sports", null));
  }

  @Test
  void a_departure_of_today_is_taken_back_whoever_made_it() throws Exception {
    store.desk.scan(entrance("W-1"));
    store.pass(Duration.ofMinutes(5));
    store.desk.scan(entrance("W-1"));
    assertTrue(done(store.staff.reopen(1)).isOpen());
    done(store.staff.depart(1));
    store.pass(Duration.ofHours(3));
    assertTrue(done(store.staff.reopen(1)).isOpen());
    assertEquals(1, store.inside("hall"));
  }

  @Test
  void a_departure_is_not_taken_back_if_the_person_is_inside_or_the_day_is_over() throws Exception {
    store.desk.scan(entrance("W-1"));
    conflict(store.staff.reopen(1));
    store.pass(Duration.ofMinutes(5));
    store.desk.scan(room("sports", "W-1"));
    conflict(store.staff.reopen(1));
    done(store.staff.depart(2));
    store.pass(Duration.ofDays(1));
    conflict(store.staff.reopen(2));
  }

  @Test
  void what_was_voided_or_closed_is_not_opened_again() throws Exception {
    store.desk.guests(2);
    done(store.staff.voidVisit(1));
    conflict(store.staff.reopen(1));
    store.desk.guests(2);
    store.pass(Duration.ofHours(12));
    assertEquals(1, store.staff.close().size());
    conflict(store.staff.reopen(2));
  }

  @Test
  void guests_are_let_into_a_full_room_only_with_a_reason() throws Exception {
    store.capacity("sports", 3);
    assertEquals(3, done(store.staff.admitGuests(3, "sports", null)).party());
    conflict(store.staff.admitGuests(1, "sports", null));
    done(store.staff.admitGuests(1, "sports", "the trainer"));
    assertEquals(4, store.inside("sports"));
    assertTrue(store.lastEntry().contains("\"override\":true"), store.lastEntry());
    assertInstanceOf(Outcome.Unknown.class, store.staff.admitGuests(1, "nowhere", "x"));
  }

  @Test
  void a_tap_of_staff_never_ends_their_visit_where_they_are_and_moves_it_elsewhere() {
    store.person(
        new Person("陈雅静", Role.STAFF, null, null, null, null),
        new NewCard.Read(CardKind.QR, "S-1", false, null));
    assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("S-1")));
    store.pass(Duration.ofHours(2));
    var inside = assertInstanceOf(Decision.AlreadyIn.class, store.desk.scan(entrance("S-1")));
    assertInstanceOf(Decision.Moved.class, store.desk.scan(room("sports", "S-1")));
    store.pass(Duration.ofHours(1));
    var again = assertInstanceOf(Decision.AlreadyIn.class, store.desk.scan(entrance("S-1")));
    assertTrue(again.offer() > inside.offer());
    assertInstanceOf(Decision.Departed.class, store.desk.leave(again.offer()));
  }
}
