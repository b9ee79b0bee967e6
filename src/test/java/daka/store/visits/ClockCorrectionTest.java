package daka.store.visits;

import static daka.store.OpenStore.MORNING;
import static daka.store.OpenStore.entrance;
import static daka.store.OpenStore.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.Decision;
import daka.checkin.Ended;
import daka.checkin.Refusal;
import daka.checkin.Rules;
import daka.store.OpenStore;
import daka.store.file.Sql;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A clock is set while people are inside: entries stay, visits are shown right, and all is proven.
class ClockCorrectionTest {
  private static final Duration TEN_YEARS = Duration.ofDays(3652);
  private static final Instant PAST = MORNING.minus(TEN_YEARS);

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
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
    store.close();
  }

  private void pass(int minutes) {
    store.pass(Duration.ofMinutes(minutes));
  }

  private void tap(String card) {
    store.desk.scan(entrance(card));
  }

  @Test
  void visits_of_a_boot_that_woke_up_in_the_past_are_shown_right_once_the_clock_is_set()
      throws Exception {
    store.boot("second", "unknown");
    store.setClock(PAST);
    tap("W-1");
    String entry = store.lastEntry();
    pass(10);
    tap("W-1");
    tap("L-1");
    pass(5);
    store.correctClock(MORNING, "synchronised");

    assertEquals(
        List.of(
            MORNING.minus(Duration.ofMinutes(15)) + " " + MORNING.minus(Duration.ofMinutes(5)),
            MORNING.minus(Duration.ofMinutes(5)) + " null"),
        visits());
    assertEquals(entry, store.ledger.journal().after(0, 1).getFirst().json(), "never rewritten");
    String corrected = store.lastEntry();
    assertTrue(corrected.contains("\"type\":\"daka.clock.corrected\""), corrected);
    assertTrue(corrected.contains("\"clocktrust\":\"synchronised\""), corrected);
    assertTrue(corrected.contains("\"since\":\"000000000001\""), corrected);
    long by = TEN_YEARS.minus(Duration.ofMinutes(15)).toMillis();
    assertTrue(corrected.contains("\"by_ms\":" + by + ","), corrected);
    assertTrue(corrected.contains("\"time\":\"2026-11-23T09:15:02.120+08:00\""), corrected);
    pass(30);
    tap("L-1");
    assertEquals(MORNING.minus(Duration.ofMinutes(5)) + " " + store.now(), visits().get(1));
  }

  @Test
  void what_a_time_server_vouched_for_and_is_over_stays_as_it_is() throws Exception {
    tap("W-1");
    pass(10);
    tap("W-1");
    List<String> before = visits();
    store.boot("boot", "holdover");
    pass(10);
    store.correctClock(store.now().plusSeconds(3), "synchronised");
    assertEquals(before, visits());
    assertTrue(store.lastEntry().contains("\"since\":\"000000000003\""), store.lastEntry());
  }

  @Test
  void visits_of_another_boot_stay_and_a_departure_told_by_the_wrong_clock_is_put_right()
      throws Exception {
    tap("W-1");
    store.boot("second", "unknown");
    store.setClock(PAST);
    pass(1);
    tap("W-1");
    assertEquals(MORNING + " " + MORNING, visits().getFirst(), "it never ends before it began");
    pass(1);
    store.correctClock(MORNING.plus(Duration.ofHours(1)), "synchronised");
    assertEquals(MORNING + " " + MORNING.plus(Duration.ofMinutes(59)), visits().getFirst());
  }

  @ParameterizedTest
  @ValueSource(longs = {3652, -3652})
  void a_step_of_ten_years_and_back_leaves_every_stay_as_long_as_it_was(long days)
      throws Exception {
    tap("W-1");
    tap("L-1");
    pass(20);
    tap("W-1");
    pass(10);
    store.correctClock(store.now().plus(Duration.ofDays(days)), "unknown");
    store.staff.close();
    assertEquals(1, store.inside("hall"), "closing time has not come");
    pass(10);
    tap("L-1");
    tap("W-1");
    pass(10);
    store.correctClock(MORNING.plus(Duration.ofMinutes(50)), "synchronised");
    pass(10);
    tap("W-1");
    assertEquals(
        List.of(
            MORNING + " " + MORNING.plus(Duration.ofMinutes(20)),
            MORNING + " " + MORNING.plus(Duration.ofMinutes(40)),
            MORNING.plus(Duration.ofMinutes(40)) + " " + MORNING.plus(Duration.ofMinutes(60))),
        visits());
  }

  @Test
  void a_minute_offers_and_repeats_do_not_feel_a_step() throws Exception {
    Decision.Arrived arrived =
        assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
    store.pass(Duration.ofSeconds(1));
    store.correctClock(store.now().minus(TEN_YEARS), "unknown");
    store.pass(Duration.ofSeconds(4));
    assertInstanceOf(Decision.AlreadyIn.class, store.desk.scan(entrance("W-1")), "settling");
    store.correctClock(store.now().plus(TEN_YEARS).plus(TEN_YEARS), "unknown");
    assertInstanceOf(Decision.Repeated.class, store.desk.scan(entrance("W-1")));
    store.pass(Rules.REPEAT);
    assertInstanceOf(Decision.AlreadyIn.class, store.desk.scan(entrance("W-1")), "still");
    long offer = store.desk.offerAbout(arrived.visit().id());
    store.pass(Duration.ofSeconds(14));
    assertInstanceOf(Decision.Moved.class, store.desk.chooseRoom(offer, "sports"));
    store.correctClock(store.now().minus(TEN_YEARS), "unknown");
    store.pass(Duration.ofSeconds(15));
    Decision late = store.desk.undo(store.desk.offerAbout(arrived.visit().id()));
    assertEquals(Refusal.TOO_LATE, assertInstanceOf(Decision.Refused.class, late).reason());
  }

  @Test
  void a_visit_that_a_wrong_clock_closed_too_early_goes_on() throws Exception {
    tap("W-1");
    store.boot("second", "unknown");
    store.correctClock(store.now().plus(Duration.ofDays(30)), "unknown");
    tap("L-1");
    store.staff.close();
    assertEquals(1, store.inside("hall"), "the one who came before the power cut is closed");
    store.correctClock(MORNING.plus(Duration.ofMinutes(5)), "synchronised");
    assertEquals(2, store.inside("hall"));
    pass(5);
    tap("W-1");
    assertEquals(MORNING + " " + MORNING.plus(Duration.ofMinutes(10)), visits().getFirst());
  }

  @Test
  void a_visit_that_was_closed_by_a_wrong_clock_ends_at_the_closing_time_of_its_true_day()
      throws Exception {
    store.boot("second", "unknown");
    store.setClock(MORNING.minus(Duration.ofDays(30)).plus(Duration.ofHours(10)));
    tap("W-1");
    pass(120);
    store.staff.close();
    assertEquals(0, store.inside("hall"));
    pass(24 * 60);
    store.correctClock(MORNING.plus(Duration.ofDays(1)), "synchronised");
    Instant arrived = MORNING.minus(Duration.ofHours(2));
    assertEquals(arrived + " " + OpenStore.HOURS.endOf(arrived), visits().getFirst());
    assertEquals("closing", store.text("SELECT ended FROM visits WHERE id = 1"));
  }

  @Test
  void the_card_that_came_in_again_since_is_not_inside_twice() throws Exception {
    tap("W-1");
    store.boot("second", "unknown");
    store.correctClock(store.now().plus(Duration.ofDays(30)), "unknown");
    store.staff.close();
    store.pass(Rules.REPEAT);
    tap("W-1");
    store.correctClock(MORNING.plus(Duration.ofMinutes(5)), "synchronised");
    assertEquals(1, store.inside("hall"));
    assertEquals(MORNING + " " + MORNING.plus(Duration.ofMinutes(5)), visits().getFirst());
  }

  @Test
  void what_the_board_tells_of_the_last_hour_is_put_right_too() throws Exception {
    store.boot("second", "unknown");
    store.setClock(PAST);
    tap("nobody");
    tap("W-1");
    store.correctClock(MORNING, "synchronised");
    DayLog log = new DayLog(store.database, OpenStore.HOURS);
    assertEquals("2026-11-23T09:15:02.120+08:00", log.latest(2).getFirst().at());
    assertEquals("2026-11-23T09:15:02.120+08:00", log.latest(2).getLast().at());
    assertEquals(1, log.refusedSince(MORNING.minusSeconds(1)));
    assertEquals(1, log.arrivals(OpenStore.HOURS.day(MORNING))[9]);
    assertEquals(MORNING.toEpochMilli() + "", store.text("SELECT at FROM waiting"));
  }

  @Test
  void a_correction_that_cannot_be_written_changes_nothing() throws Exception {
    store.boot("second", "unknown");
    tap("W-1");
    store.execute(
        "CREATE TEMP TRIGGER full BEFORE INSERT ON main.journal BEGIN SELECT raise(ABORT, 'full');"
            + " END");
    Instant before = store.now();
    try {
      store.correctClock(MORNING.plus(TEN_YEARS), "synchronised");
      throw new AssertionError("it was recorded");
    } catch (daka.checkin.NotRecordedException _) {
      assertEquals(before, store.now());
    }
    store.execute("DROP TRIGGER temp.full");
    assertEquals(MORNING + " null", visits().getFirst());
    store.correctClock(MORNING.plus(TEN_YEARS), "synchronised");
    assertEquals(MORNING.plus(TEN_YEARS) + " null", visits().getFirst());
  }

  @Test
  void a_forged_correction_is_found() throws Exception {
    store.boot("second", "unknown");
    tap("W-1");
    store.correctClock(MORNING.plusSeconds(100), "synchronised");
    store.execute("UPDATE visits SET arrived = arrived + 1");
    Proof.Broken broken = assertInstanceOf(Proof.Broken.class, new Verify(folder).prove());
    assertEquals("entry 1", broken.where());
    store.execute("UPDATE visits SET arrived = arrived - 1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatever_happens_between_whichever_steps_the_visits_are_what_the_journal_says(long seed)
      throws Exception {
    Random random = new Random(seed);
    String[] trusts = {"unknown", "battery", "holdover", "synchronised"};
    for (int i = 0; i < 20; i++) {
      store.resident("居民" + i, "R-" + i);
    }
    for (int i = 0; i < 300; i++) {
      store.pass(Duration.ofSeconds(random.nextInt(600)));
      int what = random.nextInt(14);
      switch (what) {
        case 0 -> {
          Duration by = Duration.ofSeconds(random.nextLong(-400_000_000, 400_000_000));
          store.correctClock(
              random.nextBoolean()
                  ? MORNING.plus(Duration.ofMinutes(5L * i))
                  : store.now().plus(by),
              trusts[random.nextInt(4)]);
        }
        case 1 -> store.boot("boot-" + i, trusts[random.nextInt(4)]);
        case 2 -> store.staff.close();
        case 3 -> store.staff.voidVisit(1 + random.nextInt(i + 1));
        case 4 -> store.staff.reopen(1 + random.nextInt(i + 1));
        case 5 -> store.desk.guests(1 + random.nextInt(3));
        case 6 -> store.desk.scan(room("sports", "R-" + random.nextInt(20)));
        case 7 -> {
          Decision decision = store.desk.scan(entrance("R-" + random.nextInt(20)));
          if (decision instanceof Decision.Departed departed) {
            store.desk.undo(departed.offer());
          } else if (decision instanceof Decision.Arrived arrived) {
            store.desk.chooseRoom(arrived.offer(), "civic");
          }
        }
        default -> tap("R-" + random.nextInt(20));
      }
      if (what == 0 || i % 50 == 0) {
        Proof proof = new Verify(folder).prove();
        assertInstanceOf(Proof.Proven.class, proof, "seed " + seed + ", step " + i + ": " + proof);
      }
    }
    assertNull(store.text("SELECT min(id) FROM visits WHERE departed < arrived"));
    assertEquals(
        Ended.VOIDED.wireName(), store.text("SELECT ended FROM visits WHERE ended = 'voided'"));
  }

  private List<String> visits() throws Exception {
    return store.database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT arrived, departed FROM visits ORDER BY id",
                row -> {
                  Instant arrived = Instant.ofEpochMilli(row.getLong(1));
                  Instant departed = Instant.ofEpochMilli(row.getLong(2));
                  return arrived + " " + (row.getString(2) == null ? "null" : departed);
                }));
  }
}
