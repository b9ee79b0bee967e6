package daka.screen;

import static daka.store.OpenStore.entrance;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.Hours;
import daka.device.Waiting;
import daka.health.Part;
import daka.store.OpenStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The one state, over a real desk and database.
class ScreenTest {
  private static final Duration PATIENCE = Waiting.PATIENCE;

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private OpenStore store;
  private Screen screen;
  private Entrance entrance;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(folder);
    store.resident("王小明", "W-1");
    Hours hours = new Hours(LocalTime.of(8, 30), LocalTime.of(21, 0), OpenStore.ZONE);
    CentreSign sign = new CentreSign("yimin", "益民", List.of("zh-Hans", "en"), hours);
    screen = new Screen(sign, store.ledger::rooms, store::now, nanos::get, 70);
    entrance = new Entrance(store.desk, screen);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void an_answer_and_the_rooms_it_changed_appear_together() {
    entrance.scan(entrance("W-1"));
    ScreenState state = screen.state();
    assertEquals("arrived", result(state).answer().decision());
    assertEquals(1, state.inside());
    assertEquals("2026-11-23T09:15:02.120+08:00", state.at());
  }

  @Test
  void an_answer_leaves_when_its_time_is_over_however_the_clock_is_set() {
    entrance.scan(entrance("W-1"));
    store.setClock(OpenStore.MORNING.plus(Duration.ofDays(3_650)));
    nanos.addAndGet(Screen.SHOWN.toNanos() - 1);
    assertEquals(0, result(screen.state()).leftMs());
    nanos.addAndGet(1);
    assertNull(screen.state().result());
  }

  @Test
  void a_repeated_answer_leaves_before_its_offer_does() {
    entrance.scan(entrance("W-1"));
    store.pass(Duration.ofMillis(2_999));
    Answer again = entrance.scan(entrance("W-1"));
    assertEquals("repeated", again.decision());
    assertEquals("arrived", again.repeats());
    store.pass(Screen.SHOWN_AGAIN);
    assertEquals("undone", entrance.undo(Long.parseLong(String.valueOf(again.offer()))).decision());
  }

  @Test
  void whoever_waits_is_woken_by_an_answer() throws Exception {
    long seen = screen.state().version();
    CompletableFuture<@Nullable ScreenState> waiting =
        CompletableFuture.supplyAsync(() -> stateAfter(seen, PATIENCE));
    entrance.guests(3);
    assertEquals(
        3, requireNonNull(waiting.get(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS)).inside());
  }

  @Test
  void whoever_waits_for_nothing_gets_nothing() {
    assertNull(stateAfter(screen.state().version(), Duration.ZERO));
    assertNotNull(stateAfter(0, Duration.ZERO));
  }

  @Test
  void one_who_falls_behind_skips_to_the_latest() {
    long seen = screen.state().version();
    entrance.guests(1);
    entrance.guests(2);
    assertEquals(2, result(stateAfter(seen, PATIENCE)).seq());
  }

  @Test
  void a_visit_that_staff_ended_is_taken_up_without_an_answer() throws Exception {
    entrance.guests(4);
    long seen = screen.state().version();
    store.staff.depart(1);
    assertEquals(0, requireNonNull(stateAfter(seen, Duration.ZERO)).inside());
  }

  @Test
  void parts_that_are_unwell_are_told_and_a_warning_is_no_failure() {
    Part disk = Part.warning("disk", "85 % full", "Make space.");
    screen.health(List.of(Part.ok("store", ""), disk));
    assertEquals(List.of(disk), screen.state().problems());
    assertTrue(screen.state().well());
    screen.health(List.of(Part.failed("store", "gone", "Replace the card.")));
    assertFalse(screen.state().well());
  }

  private static ScreenState.Result result(@Nullable ScreenState state) {
    return requireNonNull(requireNonNull(state).result(), "an answer is shown");
  }

  private @Nullable ScreenState stateAfter(long seen, Duration patience) {
    try {
      return screen.stateAfter(seen, patience);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
