package daka.store.visits;

import static daka.store.OpenStore.entrance;
import static daka.store.OpenStore.room;
import static org.junit.jupiter.api.Assertions.assertEquals;

import daka.store.OpenStore;
import daka.store.visits.DayLog.Happened;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayLogTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

  @TempDir Path folder;
  private OpenStore store;
  private DayLog log;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(folder);
    store.resident("王小明", "W-1");
    log = new DayLog(store.database, OpenStore.HOURS);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void people_are_counted_in_the_hour_in_which_they_came() {
    store.desk.scan(entrance("W-1"));
    store.desk.guests(5);
    store.pass(Duration.ofHours(2));
    store.desk.guests(2);
    int[] arrivals = log.arrivals(MONDAY);
    assertEquals(6, arrivals[9]);
    assertEquals(2, arrivals[11]);
    assertEquals(24, arrivals.length);
    assertEquals(0, log.arrivals(MONDAY.minusDays(1))[9]);
  }

  @Test
  void one_who_moves_comes_in_once_and_one_who_was_undone_never_did() throws Exception {
    store.desk.scan(entrance("W-1"));
    store.pass(Duration.ofMinutes(5));
    store.desk.scan(room("sports", "W-1"));
    long guests = 3;
    store.desk.guests(20);
    store.staff.voidVisit(guests);
    assertEquals(1, log.arrivals(MONDAY)[9]);
  }

  @Test
  void the_hour_is_that_of_the_centres_wall_around_midnight() {
    store.setClock(Instant.parse("2026-11-23T16:00:00Z"));
    store.desk.guests(1);
    store.setClock(Instant.parse("2026-11-23T15:59:59.999Z"));
    store.desk.guests(2);
    assertEquals(2, log.arrivals(MONDAY)[23]);
    assertEquals(1, log.arrivals(MONDAY.plusDays(1))[0]);
  }

  @Test
  void what_happened_last_comes_first_and_closing_time_is_left_out() throws Exception {
    store.desk.scan(entrance("W-1"));
    store.desk.scan(entrance("nobody"));
    store.desk.guests(3);
    store.setClock(Instant.parse("2026-11-23T13:00:00Z"));
    store.staff.close();
    List<Happened> latest = log.latest(8);
    assertEquals(
        List.of("arrived", "daka.scan.refused", "arrived"),
        latest.stream().map(Happened::type).toList());
    assertEquals(3, latest.getFirst().party());
    assertEquals("unknown-card", latest.get(1).reason());
    assertEquals("王小明", latest.getLast().name());
    assertEquals("hall", latest.getLast().room());
    assertEquals("2026-11-23T09:15:02.120+08:00", latest.getLast().at());
  }

  @Test
  void there_are_as_many_as_are_asked_for() {
    for (int i = 0; i < 5; i++) {
      store.desk.guests(1);
    }
    assertEquals(3, log.latest(3).size());
  }

  @Test
  void only_refusals_of_late_are_counted() {
    store.desk.scan(entrance("one"));
    store.pass(Duration.ofMinutes(31));
    store.desk.scan(entrance("two"));
    store.desk.scan(entrance("three"));
    assertEquals(2, log.refusedSince(store.now().minus(Duration.ofMinutes(30))));
  }

  @Test
  void a_resident_who_was_deleted_has_no_name_there() throws Exception {
    store.desk.scan(entrance("W-1"));
    store.pass(Duration.ofMinutes(5));
    store.desk.scan(entrance("W-1"));
    store.execute("DELETE FROM residents");
    assertEquals(null, log.latest(1).getFirst().name());
  }
}
