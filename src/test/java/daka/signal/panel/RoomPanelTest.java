package daka.signal.panel;

import static daka.device.Waiting.await;
import static daka.device.Waiting.threads;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.Hours;
import daka.checkin.Room;
import daka.checkin.RoomClosure;
import daka.checkin.RoomSpace;
import daka.health.Part;
import daka.screen.CentreSign;
import daka.screen.Screen;
import daka.signal.FollowingDevice;
import daka.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A panel at a door, from the state of the screen to the letters on the glass.
class RoomPanelTest {
  private static final Duration RETRY = Duration.ofMillis(1);
  private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-11-23T14:00:00Z");
  private static final Hours HOURS =
      new Hours(LocalTime.of(8, 30), LocalTime.of(21, 0), ZoneId.of("Asia/Shanghai"));
  private static final Room SPORTS = new Room("sports", "文体活动室", "2F", 20);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final AtomicReference<List<RoomSpace>> rooms =
      new AtomicReference<>(List.of(new RoomSpace(SPORTS, 8)));
  private final Screen screen =
      new Screen(
          new CentreSign("yimin", "益民", List.of("zh-Hans", "en"), HOURS),
          rooms::get,
          now::get,
          nanos::get,
          70);
  private final LcdModel lcd = new LcdModel(100_000);
  private final PanelBus bus = new PanelBus(lcd);
  private Signal panel;

  @BeforeEach
  void start() {
    FollowingDevice.Opening opening =
        () ->
            RoomPanel.open(
                "sports",
                "HD44780 at 0x27 on bus 1",
                wire -> new Hd44780(wire, lcd::pass),
                bus,
                HOURS,
                now::get,
                nanos::get);
    panel = new Signal("panel sports", RETRY, new FollowingDevice(screen, opening));
    panel.start();
    await("the panel", () -> panel.health().state() == Part.State.OK);
    awaitRow("12 free");
  }

  @AfterEach
  void close() {
    panel.close();
  }

  private void inside(int people) {
    rooms.set(List.of(new RoomSpace(SPORTS, people)));
    screen.roomsChanged();
  }

  private List<String> rows() {
    AtomicReference<List<String>> rows = new AtomicReference<>(List.of());
    bus.locked(() -> rows.set(lcd.rows(16, 2)));
    return rows.get();
  }

  private void awaitRow(String second) {
    await("the panel to say: " + second, () -> rows().equals(List.of("SPORTS", second)));
  }

  private void awaitNothing() {
    await("a dark panel", () -> rows().equals(List.of("", "")) && !lcd.isLit());
  }

  @Test
  void each_tap_is_shown_and_a_full_room_says_so() {
    inside(19);
    awaitRow("1 free");
    inside(20);
    awaitRow("FULL");
    inside(21);
    awaitRow("FULL");
    inside(19);
    awaitRow("1 free");

    assertEquals(Part.ok("panel sports", "HD44780 at 0x27 on bus 1"), panel.health());
  }

  @Test
  void a_slow_bus_makes_nobody_wait_and_only_the_newest_is_shown() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch writing = new CountDownLatch(1);
    bus.beforeEach(
        _ -> {
          writing.countDown();
          awaitLatch(slow);
        });
    bus.transfers();
    inside(9);
    writing.await();
    for (int people = 10; people < 20; people++) {
      for (int tap = 0; tap < 10; tap++) {
        inside(people);
      }
    }
    slow.countDown();

    awaitRow("1 free");
    // Twice two rows with their addresses, and that the display is on.
    assertTrue(bus.transfers().size() <= 10, "few transfers for a hundred taps");
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_panel_is_unplugged_and_plugged_in_fifty_times() {
    for (int i = 0; i < 50; i++) {
      bus.unplugAfter(i * 5);
      inside(i % 2);
      nanos.addAndGet(RoomPanel.RENEWAL.toNanos());
      await("that it is lost", () -> panel.health().state() == Part.State.FAILED);
      assertEquals(
          Part.failed("panel sports", "the panel does not answer", "Look at its cable."),
          panel.health());
      bus.plug();
      awaitRow(20 - i % 2 + " free");
      await("that it is back", () -> panel.health().state() == Part.State.OK);
    }

    assertEquals(1, bus.openWires());
    assertEquals(1, threads("signal panel sports"));
    assertEquals(List.of(), lcd.mistakes());
  }

  @Test
  void a_panel_that_lost_power_unnoticed_shows_the_room_again_within_ten_seconds() {
    bus.plug();
    assertEquals(List.of("", ""), rows());
    nanos.addAndGet(RoomPanel.RENEWAL.toNanos());

    awaitRow("12 free");
    assertEquals(Part.State.OK, panel.health().state());
  }

  @Test
  void nothing_is_shown_while_the_centre_is_closed_unless_somebody_is_inside() {
    now.set(NIGHT);
    inside(1);
    awaitRow("19 free");
    inside(0);
    awaitNothing();
    now.set(NOON);
    awaitRow("20 free");
  }

  /// The day of the test is a Monday.
  @Test
  void a_room_that_is_closed_on_this_weekday_says_so_and_on_the_next_its_number() {
    RoomClosure mondays = RoomClosure.of(List.of("mon")).orElseThrow();
    Room closed = new Room("sports", "文体活动室", "2F", 20, mondays);
    rooms.set(List.of(new RoomSpace(closed, 8)));
    screen.roomsChanged();
    awaitRow("CLOSED");
    rooms.set(List.of(new RoomSpace(closed, 20)));
    screen.roomsChanged();
    awaitRow("CLOSED");
    now.set(NOON.plus(Duration.ofDays(1)));
    awaitRow("FULL");
  }

  @Test
  void no_number_is_told_while_taps_cannot_be_recorded() {
    screen.health(
        List.of(
            Part.failed("store", "disk full", "Make space."), Part.failed("reader a", "lost", "")));
    awaitRow("ask the staff");
    screen.health(List.of(Part.failed("reader a", "lost", "")));
    awaitRow("12 free");
  }

  @Test
  void a_kiosk_that_stops_leaves_a_dark_panel() {
    panel.close();

    assertEquals(List.of("", ""), rows());
    assertEquals(0, threads("signal panel sports"));
    assertEquals(0, bus.openWires());
  }
}
