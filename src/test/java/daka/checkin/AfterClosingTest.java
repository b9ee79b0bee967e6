package daka.checkin;

import static daka.store.OpenStore.entrance;
import static daka.store.OpenStore.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.screen.Answer;
import daka.store.OpenStore;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.visits.DayLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A tap of somebody whose visit closing time ended.
class AfterClosingTest {
  private static final Instant CLOSING = Instant.parse("2026-11-23T13:00:00Z");

  @TempDir Path folder;
  private OpenStore store;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(folder);
    store.resident("王小明", "W-1");
    store.resident("李雷", "L-1");
  }

  @AfterEach
  void prove() throws Exception {
    var proven = assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
    assertEquals(List.of(), proven.notes());
    store.close();
  }

  private void closeAt(Duration late) throws Exception {
    store.desk.scan(entrance("W-1"));
    until(CLOSING);
    store.pass(late);
    assertEquals(1, store.staff.close().size());
  }

  private void until(Instant time) {
    store.pass(Duration.between(store.now(), time));
  }

  private Decision.Departed departs(Scan scan) {
    var departed = assertInstanceOf(Decision.Departed.class, store.desk.scan(scan));
    assertTrue(departed.afterClosing());
    return departed;
  }

  @Test
  void it_is_the_departure_and_puts_the_visit_right() throws Exception {
    closeAt(Duration.ZERO);
    long head = store.ledger.journal().head();
    store.pass(Duration.ofMinutes(7));
    Visit visit = departs(entrance("W-1")).visit();
    assertEquals(1, visit.id());
    assertEquals(store.now(), visit.departed());
    assertEquals(Ended.TAP, visit.ended());
    assertEquals(0, store.inside("hall"));
    var told = store.ledger.journal().after(head, 10);
    assertEquals(2, told.size());
    String voided = told.getFirst().json();
    assertTrue(voided.contains("\"daka.visit.voided\""), voided);
    assertTrue(voided.contains("\"voids\":\"departure\""), voided);
    String departed = told.getLast().json();
    assertTrue(departed.contains("\"daka.visit.departed\""), departed);
    assertTrue(departed.contains("\"at\":\"2026-11-23T21:07:00.000+08:00\""), departed);
    assertTrue(departed.contains("\"ended\":\"tap\""), departed);
    assertFalse(departed.contains("estimated"), departed);
  }

  @Test
  void the_board_tells_of_one_departure_and_the_day_has_one_arrival() throws Exception {
    closeAt(Duration.ZERO);
    store.pass(Duration.ofMinutes(7));
    departs(entrance("W-1"));
    DayLog log = new DayLog(store.database, OpenStore.HOURS);
    assertEquals(
        List.of("departed", "arrived"), log.latest(8).stream().map(DayLog.Happened::type).toList());
    int[] arrivals = log.arrivals(OpenStore.HOURS.day(store.now()));
    assertEquals(1, java.util.Arrays.stream(arrivals).sum());
  }

  @Test
  void the_answer_is_a_goodbye_that_offers_to_come_in() throws Exception {
    closeAt(Duration.ZERO);
    store.pass(Duration.ofMinutes(7));
    Answer answer = Answer.of(store.desk.scan(entrance("W-1")), OpenStore.HOURS);
    assertEquals("departed", answer.decision());
    assertEquals(true, answer.afterClosing());
    assertNotNull(answer.offer());
    Answer again = Answer.of(store.desk.scan(entrance("W-1")), OpenStore.HOURS);
    assertEquals("repeated", again.decision());
    assertEquals(true, again.afterClosing());
  }

  @Test
  void whoever_is_coming_in_touches_so_and_the_visit_of_the_day_ends_as_it_had() throws Exception {
    closeAt(Duration.ZERO);
    store.pass(Duration.ofMinutes(30));
    long offer = departs(room("sports", "W-1")).offer();
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.comeIn(offer));
    assertEquals("sports", arrived.visit().room());
    assertEquals(Evidence.QR, arrived.visit().evidence());
    assertTrue(arrived.visit().outsideHours());
    assertEquals("closing|" + CLOSING.toEpochMilli(), ended(1));
    assertEquals(1, store.inside("sports"));
    store.pass(Duration.ofMinutes(2));
    var left = assertInstanceOf(Decision.Departed.class, store.desk.scan(room("sports", "W-1")));
    assertFalse(left.afterClosing());
    assertInstanceOf(Decision.Refused.class, store.desk.comeIn(offer));
  }

  @Test
  void a_room_can_be_chosen_by_whoever_is_coming_in() throws Exception {
    closeAt(Duration.ZERO);
    long offer = departs(entrance("W-1")).offer();
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.chooseRoom(offer, "civic"));
    assertEquals("civic", arrived.visit().room());
    assertInstanceOf(Decision.Undone.class, store.desk.undo(arrived.offer()));
    assertEquals("closing|" + CLOSING.toEpochMilli(), ended(1));
  }

  @Test
  void nobody_comes_in_where_there_is_no_space_and_the_departure_stands() throws Exception {
    closeAt(Duration.ZERO);
    store.capacity("hall", 1);
    store.desk.scan(entrance("L-1"));
    long offer = departs(entrance("W-1")).offer();
    var refused = assertInstanceOf(Decision.Refused.class, store.desk.comeIn(offer));
    assertEquals(Refusal.ROOM_FULL, refused.reason());
    assertEquals("tap|" + CLOSING.toEpochMilli(), ended(1));
  }

  @Test
  void an_undo_leaves_the_visit_as_closing_time_had_ended_it() throws Exception {
    closeAt(Duration.ZERO);
    store.pass(Duration.ofMinutes(7));
    long offer = departs(entrance("W-1")).offer();
    var undone = assertInstanceOf(Decision.Undone.class, store.desk.undo(offer));
    assertEquals(Ended.CLOSING, undone.visit().ended());
    assertEquals("closing|" + CLOSING.toEpochMilli(), ended(1));
    assertEquals(0, store.inside("hall"));
    assertInstanceOf(Decision.Refused.class, store.desk.undo(offer));
    store.pass(Duration.ofSeconds(20));
    departs(entrance("W-1"));
  }

  @Test
  void the_tap_after_that_departure_and_every_later_one_arrive() throws Exception {
    closeAt(Duration.ZERO);
    departs(entrance("W-1"));
    store.pass(Duration.ofMinutes(1));
    assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
  }

  @Test
  void it_holds_to_the_last_minute_and_not_beyond() throws Exception {
    closeAt(Duration.ZERO);
    store.desk.scan(entrance("L-1"));
    until(CLOSING.plus(OpenStore.AFTER_CLOSING));
    departs(entrance("W-1"));
    until(CLOSING.minusSeconds(3_600).plus(Duration.ofDays(1)));
    store.staff.close();
    assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
    until(CLOSING.plus(Duration.ofDays(1)));
    store.staff.close();
    until(CLOSING.plus(Duration.ofDays(1)).plus(OpenStore.AFTER_CLOSING).plusMillis(1));
    store.pass(Duration.ofSeconds(5));
    assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
  }

  @Test
  void who_comes_in_the_morning_arrives() throws Exception {
    closeAt(Duration.ZERO);
    until(Instant.parse("2026-11-23T23:50:00Z"));
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
    assertEquals(2, arrived.visit().id());
  }

  @Test
  void a_kiosk_that_was_off_at_closing_time_knows_it_too() throws Exception {
    store.desk.scan(entrance("W-1"));
    store.close();
    store = new OpenStore(folder, CLOSING.plus(Duration.ofMinutes(40)));
    assertEquals(CLOSING, store.staff.close().getFirst().departed());
    store.pass(Duration.ofMinutes(1));
    assertEquals(1, departs(entrance("W-1")).visit().id());
  }

  /// A Pi without a battery clock wakes up at the time at which it was switched off.
  @Test
  void a_clock_that_nothing_vouches_for_ends_no_visit_of_before_the_start() throws Exception {
    closeAt(Duration.ZERO);
    store.close();
    store = new OpenStore(folder, CLOSING.plus(Duration.ofMinutes(1)));
    store.boot("boot-2", "unknown");
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
    Instant real = Instant.parse("2026-11-24T01:00:00Z");
    store.correctClock(real, "synchronised");
    assertEquals(2, arrived.visit().id());
    assertEquals(
        Long.toString(real.toEpochMilli()), store.text("SELECT arrived FROM visits WHERE id = 2"));
    assertEquals("closing|" + CLOSING.toEpochMilli(), ended(1));
  }

  @ParameterizedTest
  @ValueSource(longs = {-7_200, -3_600, -600, 600, 3_600, 7_200, 50_000})
  void a_clock_that_is_set_later_moves_the_departure_with_it(long seconds) throws Exception {
    store.boot("boot", "unknown");
    closeAt(Duration.ZERO);
    store.pass(Duration.ofMinutes(7));
    departs(entrance("W-1"));
    store.pass(Duration.ofMinutes(1));
    Instant left = store.now().minus(Duration.ofMinutes(1)).plusSeconds(seconds);
    store.correctClock(store.now().plusSeconds(seconds), "synchronised");
    assertEquals("tap|" + left.toEpochMilli(), ended(1));
  }

  @Test
  void somebody_who_left_by_a_tap_arrives_after_closing() throws Exception {
    store.desk.scan(entrance("W-1"));
    until(CLOSING.minusSeconds(60));
    store.desk.scan(entrance("W-1"));
    until(CLOSING.plusSeconds(60));
    store.staff.close();
    assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
  }

  @Test
  void a_member_of_staff_leaves_so_too() throws Exception {
    store.person(
        new Person("赵敏", Role.STAFF, null, null, null, null),
        new NewCard.Read(CardKind.QR, "S-1", false, null));
    store.desk.scan(entrance("S-1"));
    until(CLOSING);
    store.staff.close();
    long offer = departs(entrance("S-1")).offer();
    assertInstanceOf(Decision.Arrived.class, store.desk.comeIn(offer));
  }

  @Test
  void a_card_that_is_blocked_is_refused_as_ever() throws Exception {
    closeAt(Duration.ZERO);
    store.execute("UPDATE cards SET blocked = 1");
    assertInstanceOf(Decision.Refused.class, store.desk.scan(entrance("W-1")));
    assertEquals("closing|" + CLOSING.toEpochMilli(), ended(1));
  }

  @Test
  void over_noon_it_holds_until_the_centre_opens_again() throws Exception {
    var spans =
        List.of(
            new Hours.Span(LocalTime.of(8, 30), LocalTime.of(12, 0)),
            new Hours.Span(LocalTime.of(13, 0), LocalTime.of(21, 0)));
    Hours hours = new Hours(Hours.daily(spans), Set.of(), OpenStore.ZONE);
    Desk desk = store.deskOf(new Centre("hall", hours, OpenStore.AFTER_CLOSING, 100));
    StaffDesk staff = new StaffDesk(desk, hours);
    desk.scan(entrance("W-1"));
    desk.scan(entrance("L-1"));
    Instant noon = Instant.parse("2026-11-23T04:00:00Z");
    until(noon);
    store.pass(Duration.ofSeconds(10));
    assertEquals(2, staff.close().size());
    until(noon.plusSeconds(3_599));
    assertInstanceOf(Decision.Departed.class, desk.scan(entrance("W-1")));
    until(noon.plusSeconds(3_600));
    assertInstanceOf(Decision.Arrived.class, desk.scan(entrance("L-1")));
  }

  @Test
  void a_centre_can_do_without_it() throws Exception {
    closeAt(Duration.ZERO);
    Desk desk = store.deskOf(new Centre("hall", OpenStore.HOURS, Duration.ZERO, 100));
    assertInstanceOf(Decision.Arrived.class, desk.scan(entrance("W-1")));
  }

  private String ended(long visit) throws Exception {
    String row = store.text("SELECT ended || '|' || departed FROM visits WHERE id = " + visit);
    assertNotNull(row);
    return row;
  }

  @Test
  void nothing_is_known_of_somebody_who_never_came() throws Exception {
    store.desk.scan(entrance("W-1"));
    until(CLOSING);
    store.staff.close();
    assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("L-1")));
    assertNull(store.text("SELECT max(departed) FROM visits WHERE id = 2"));
  }
}
