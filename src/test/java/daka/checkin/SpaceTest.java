package daka.checkin;

import static daka.store.OpenStore.entrance;
import static daka.store.OpenStore.room;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rooms and a centre that are full, parties of guests, and what staff may do about it.
class SpaceTest {
  @TempDir Path folder;
  private OpenStore store;
  private long wang;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(folder);
    wang = store.resident("王小明", "W-1");
    store.resident("李雷", "L-1");
    store.capacity("sports", 1);
    store.desk.scan(room("sports", "L-1"));
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void a_full_room_refuses_and_names_the_rooms_with_space() {
    var refused = refused(store.desk.scan(room("sports", "W-1")));
    assertEquals(Refusal.ROOM_FULL, refused.reason());
    assertEquals("王**", requireNonNull(refused.who()).name());
    List<String> rooms = refused.rooms().stream().map(space -> space.room().id()).toList();
    assertTrue(rooms.contains("hall") && !rooms.contains("sports"), rooms.toString());
    assertTrue(store.lastEntry().contains("\"reason\":\"room-full\""), store.lastEntry());
  }

  @Test
  void one_who_was_refused_comes_in_by_choosing_a_room_with_space() {
    var refused = refused(store.desk.scan(room("sports", "W-1")));
    Decision chosen = store.desk.chooseRoom(refused.offer(), "civic");
    assertEquals("civic", assertInstanceOf(Decision.Arrived.class, chosen).visit().room());
    assertEquals(
        Refusal.TOO_LATE, refused(store.desk.chooseRoom(refused.offer(), "hall")).reason());
    assertEquals(1, store.inside("civic"));
    assertEquals(0, store.inside("hall"));
  }

  @Test
  void one_who_was_refused_cannot_choose_another_full_room() {
    store.capacity("civic", 0);
    var refused = refused(store.desk.scan(room("sports", "W-1")));
    var again = refused(store.desk.chooseRoom(refused.offer(), "civic"));
    assertEquals(Refusal.ROOM_FULL, again.reason());
    assertEquals(
        Refusal.ROOM_FULL, refused(store.desk.chooseRoom(refused.offer(), "nowhere")).reason());
    assertInstanceOf(Decision.Arrived.class, store.desk.chooseRoom(refused.offer(), "hall"));
  }

  @Test
  void a_full_room_can_be_left() {
    store.pass(Duration.ofMinutes(2));
    assertInstanceOf(Decision.Departed.class, store.desk.scan(room("sports", "L-1")));
  }

  @Test
  void one_inside_who_taps_at_a_full_room_stays_where_he_is() {
    store.desk.scan(entrance("W-1"));
    var refused = refused(store.desk.scan(room("sports", "W-1")));
    assertEquals(Refusal.ROOM_FULL, refused.reason());
    assertEquals(1, store.inside("hall"));
    assertInstanceOf(Decision.Moved.class, store.desk.chooseRoom(refused.offer(), "civic"));
    assertEquals(0, store.inside("hall"));
  }

  @Test
  void a_full_centre_refuses_at_every_reader() {
    Desk desk = deskOfCapacity(1);
    for (Scan scan : List.of(entrance("W-1"), room("civic", "W-1"))) {
      var refused = refused(desk.scan(scan));
      assertEquals(Refusal.CENTRE_FULL, refused.reason());
      assertEquals(0, refused.offer());
    }
    assertEquals(Refusal.CENTRE_FULL, refused(desk.guests(1)).reason());
  }

  @Test
  void one_inside_a_full_centre_may_change_the_room_and_leave() {
    store.desk.scan(entrance("W-1"));
    Desk desk = deskOfCapacity(2);
    assertInstanceOf(Decision.Moved.class, desk.scan(room("civic", "W-1")));
    store.pass(Duration.ofMinutes(1));
    assertInstanceOf(Decision.Departed.class, desk.scan(entrance("W-1")));
  }

  @Test
  void staff_let_a_resident_into_a_full_room_only_with_a_reason() throws Exception {
    long before = store.ledger.journal().head();
    assertInstanceOf(StaffDesk.Outcome.Conflict.class, store.staff.admit(wang, "sports", null));
    assertEquals(before, store.ledger.journal().head());
    var done =
        assertInstanceOf(
            StaffDesk.Outcome.Done.class, store.staff.admit(wang, "sports", "his wheelchair"));
    assertEquals("sports", done.visit().room());
    assertEquals(2, store.inside("sports"));
    assertTrue(store.lastEntry().contains("\"override\":true"), store.lastEntry());
    assertFalse(store.lastEntry().contains("wheelchair"), "the reason is for the centre only");
  }

  @Test
  void staff_cannot_let_in_whom_or_where_there_is_not() throws Exception {
    store.staff.admit(wang, "hall", null);
    assertInstanceOf(StaffDesk.Outcome.Conflict.class, store.staff.admit(wang, "civic", "again"));
    assertInstanceOf(StaffDesk.Outcome.Unknown.class, store.staff.admit(99, "hall", null));
    assertInstanceOf(StaffDesk.Outcome.Unknown.class, store.staff.admit(wang, "nowhere", null));
    assertEquals(1, store.inside("hall"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void a_party_of_guests_is_one_visit_without_a_name(int party) {
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.guests(party));
    assertEquals(party, arrived.visit().party());
    assertEquals(null, arrived.who());
    assertEquals(party, store.inside("hall"));
    assertTrue(store.lastEntry().contains("\"subject\":null"), store.lastEntry());
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 21, Integer.MAX_VALUE})
  void a_party_has_one_to_twenty_guests(int party) {
    assertThrows(IllegalArgumentException.class, () -> store.desk.guests(party));
  }

  @Test
  void a_party_that_does_not_fit_is_refused_as_a_whole() {
    store.capacity("hall", 4);
    assertEquals(Refusal.ROOM_FULL, refused(store.desk.guests(5)).reason());
    assertInstanceOf(Decision.Arrived.class, store.desk.guests(4));
  }

  @Test
  void a_party_moves_and_leaves_as_a_whole() {
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.guests(7));
    store.desk.chooseRoom(arrived.offer(), "civic");
    assertEquals(7, store.inside("civic"));
    long offer = store.desk.offerAbout(arrived.visit().id());
    assertInstanceOf(Decision.Departed.class, store.desk.leave(offer));
    assertEquals(0, store.inside("civic") + store.inside("hall"));
  }

  private Desk deskOfCapacity(int capacity) {
    return store.deskOf(
        new Centre(
            "hall",
            new Hours(LocalTime.of(8, 30), LocalTime.of(21, 0), OpenStore.ZONE),
            OpenStore.AFTER_CLOSING,
            capacity));
  }

  private static Decision.Refused refused(Decision decision) {
    return assertInstanceOf(Decision.Refused.class, decision);
  }
}
