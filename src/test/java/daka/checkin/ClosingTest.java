package daka.checkin;

import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Opening hours and closing time, also when the box was off at that moment, the clock was wrong,
/// or the day had 23 or 25 hours.
class ClosingTest {
  private static final Instant CLOSING = Instant.parse("2026-11-23T13:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-23T16:00:00Z");

  private static final Instant EVENING = Instant.parse("2026-11-23T12:00:00Z");

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
  void open_visits_are_closed_at_closing_time_and_marked_as_estimated() throws Exception {
    store.desk.scan(entrance("W-1"));
    store.setClock(CLOSING.minusMillis(1));
    assertEquals(List.of(), store.staff.close());
    store.setClock(CLOSING);
    Visit visit = store.staff.close().getFirst();
    assertEquals(CLOSING, visit.departed());
    assertEquals(Ended.CLOSING, visit.ended());
    assertTrue(store.lastEntry().contains("\"estimated\":true"), store.lastEntry());
    assertEquals(0, store.inside("hall"));
    assertEquals(List.of(), store.staff.close());
  }

  @Test
  void a_box_that_was_off_for_a_week_closes_each_visit_at_its_own_closing_time() throws Exception {
    store.desk.scan(entrance("W-1"));
    store.close();
    store = new OpenStore(folder, OpenStore.MORNING.plus(Duration.ofDays(7)));
    Visit visit = store.staff.close().getFirst();
    assertEquals(CLOSING, visit.departed());
    assertTrue(store.lastEntry().contains("\"time\":\"2026-11-30T"), store.lastEntry());
    assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
  }

  @Test
  void a_visit_outside_of_opening_hours_is_recorded_and_marked() throws Exception {
    store.setClock(CLOSING);
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
    assertTrue(arrived.visit().outsideHours());
    assertTrue(store.lastEntry().contains("\"outside_hours\":true"), store.lastEntry());
    store.setClock(CLOSING.plus(Duration.ofHours(2)));
    assertEquals(List.of(), store.staff.close());
    store.setClock(MIDNIGHT);
    assertEquals(MIDNIGHT, store.staff.close().getFirst().departed());
  }

  @Test
  void a_visit_before_opening_lasts_until_closing() throws Exception {
    store.setClock(Instant.parse("2026-11-22T22:00:00Z"));
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
    assertTrue(arrived.visit().outsideHours());
    store.setClock(OpenStore.MORNING);
    assertEquals(List.of(), store.staff.close());
    store.setClock(CLOSING);
    assertEquals(CLOSING, store.staff.close().getFirst().departed());
  }

  @Test
  void a_clock_that_was_set_back_lets_people_leave_and_never_before_they_came() {
    store.desk.scan(entrance("W-1"));
    store.setClock(OpenStore.MORNING.minus(Duration.ofDays(3650)));
    store.pass(Duration.ofSeconds(10));
    var departed = assertInstanceOf(Decision.Departed.class, store.desk.scan(entrance("W-1")));
    assertEquals(OpenStore.MORNING, departed.visit().departed());
    assertInstanceOf(Decision.Undone.class, store.desk.undo(departed.offer()));
  }

  @Test
  void a_clock_that_jumps_ahead_closes_what_is_open_and_goes_on() throws Exception {
    store.desk.scan(entrance("W-1"));
    store.setClock(OpenStore.MORNING.plus(Duration.ofDays(3650)));
    assertEquals(CLOSING, store.staff.close().getFirst().departed());
    assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("L-1")));
    store.setClock(OpenStore.MORNING.plus(Duration.ofHours(1)));
    assertEquals(List.of(), store.staff.close(), "a visit of the future is not overdue");
    store.pass(Rules.REPEAT);
    assertInstanceOf(Decision.Departed.class, store.desk.scan(entrance("L-1")));
  }

  @Test
  void staff_void_visits_of_today_only() throws Exception {
    store.desk.scan(entrance("W-1"));
    store.setClock(MIDNIGHT);
    assertInstanceOf(StaffDesk.Outcome.Conflict.class, store.staff.voidVisit(1));
    store.setClock(MIDNIGHT.minusMillis(1));
    assertInstanceOf(StaffDesk.Outcome.Done.class, store.staff.voidVisit(1));
    assertInstanceOf(StaffDesk.Outcome.Conflict.class, store.staff.voidVisit(1));
    assertInstanceOf(StaffDesk.Outcome.Unknown.class, store.staff.voidVisit(2));
  }

  @Test
  void a_visit_of_an_evening_past_midnight_ends_at_its_closing_time_and_not_at_midnight()
      throws Exception {
    StaffDesk staff = evening();
    store.setClock(EVENING);
    store.desk.scan(entrance("W-1"));
    store.setClock(MIDNIGHT.plus(Duration.ofMinutes(5)));
    assertEquals(List.of(), staff.close());
    store.setClock(MIDNIGHT.plus(Duration.ofHours(2)));
    assertEquals(MIDNIGHT.plus(Duration.ofHours(2)), staff.close().getFirst().departed());
  }

  @Test
  void a_box_that_was_off_over_two_spans_and_a_midnight_ends_each_visit_at_its_own_time()
      throws Exception {
    var spans =
        List.of(
            new Hours.Span(LocalTime.of(8, 30), LocalTime.of(12, 0)),
            new Hours.Span(LocalTime.of(14, 0), LocalTime.of(21, 0)));
    Hours hours = new Hours(Hours.daily(spans), Set.of(), OpenStore.ZONE);
    store.desk.scan(entrance("W-1"));
    store.setClock(Instant.parse("2026-11-23T07:00:00Z"));
    store.desk.scan(entrance("L-1"));
    store.setClock(Instant.parse("2026-11-26T03:00:00Z"));
    assertEquals(
        List.of(Instant.parse("2026-11-23T04:00:00Z"), CLOSING),
        new StaffDesk(store.desk, hours).close().stream().map(Visit::departed).toList());
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }

  @Test
  void staff_put_right_after_midnight_what_happened_before_it_while_the_opening_lasts()
      throws Exception {
    StaffDesk staff = evening();
    store.setClock(EVENING);
    store.desk.scan(entrance("W-1"));
    store.desk.scan(entrance("L-1"));
    staff.depart(2);
    store.setClock(MIDNIGHT.plus(Duration.ofMinutes(90)));
    assertInstanceOf(StaffDesk.Outcome.Done.class, staff.reopen(2));
    assertInstanceOf(StaffDesk.Outcome.Done.class, staff.voidVisit(1));
    store.setClock(MIDNIGHT.plus(Duration.ofHours(2)));
    assertInstanceOf(StaffDesk.Outcome.Conflict.class, staff.voidVisit(2), "it has closed");
    store.setClock(EVENING.plus(Duration.ofDays(1)));
    assertInstanceOf(StaffDesk.Outcome.Conflict.class, staff.voidVisit(2), "the next evening");
  }

  private StaffDesk evening() {
    Hours hours = new Hours(LocalTime.of(18, 0), LocalTime.of(2, 0), OpenStore.ZONE);
    Centre centre = new Centre("hall", hours, OpenStore.AFTER_CLOSING, 100);
    return new StaffDesk(store.deskOf(centre), hours);
  }

  /// Berlin leaves summer time on 2026-10-25 at 03:00, Beirut begins it on 2026-03-29 at midnight,
  /// so that day begins at 01:00.
  @ParameterizedTest
  @CsvSource({
    "Asia/Shanghai, 2026-11-23T09:00:00+08:00, 2026-11-23T21:00:00+08:00",
    "Europe/Berlin, 2026-10-25T00:30:00+02:00, 2026-10-25T21:00:00+01:00",
    "Europe/Berlin, 2026-10-25T22:00:00+01:00, 2026-10-26T00:00:00+01:00",
    "Europe/Berlin, 2026-03-29T01:30:00+01:00, 2026-03-29T21:00:00+02:00",
    "Asia/Beirut,   2026-03-28T22:00:00+02:00, 2026-03-29T01:00:00+03:00"
  })
  void a_visit_ends_at_closing_by_the_clock_on_the_wall(ZoneId zone, Instant arrived, Instant end) {
    Hours hours = new Hours(LocalTime.of(8, 30), LocalTime.of(21, 0), zone);
    assertEquals(end, hours.endOf(arrived));
    assertTrue(arrived.isBefore(hours.lastEnd(end)), "it is overdue at its end");
    assertFalse(arrived.isBefore(hours.lastEnd(end.minusMillis(1))), "and not before");
  }

  @Test
  void a_closing_time_that_the_clock_skips_is_the_moment_it_skips_to() {
    Hours hours = new Hours(LocalTime.of(1, 0), LocalTime.of(2, 30), ZoneId.of("Europe/Berlin"));
    Instant arrived = Instant.parse("2026-03-29T00:30:00Z");
    assertEquals(Instant.parse("2026-03-29T01:30:00Z"), hours.endOf(arrived));
  }

  @Test
  void a_centre_that_closes_at_midnight_ends_the_day_there() {
    Hours hours = new Hours(LocalTime.of(8, 30), LocalTime.MIDNIGHT, OpenStore.ZONE);
    assertEquals(MIDNIGHT, hours.endOf(OpenStore.MORNING));
    assertTrue(hours.isOpen(MIDNIGHT.minusMillis(1)));
    assertFalse(hours.isOpen(MIDNIGHT));
  }
}
