package daka.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random taps, touches and closing times over days with several openings, some past midnight,
/// against a model that keeps each person's last visit: what a tap is answered is foreseen by the
/// clock alone. The journal is replayed and proven at the end.
class AfterClosingPropertyTest {
  private static final int STEPS = 500;
  private static final int RESIDENTS = 8;

  private static final List<List<Hours.Span>> DAYS =
      List.of(
          List.of(span(8, 30, 21, 0)),
          List.of(span(8, 30, 12, 0), span(13, 0, 18, 0), span(19, 0, 21, 0)),
          List.of(span(18, 0, 2, 0)),
          List.of(span(0, 0, 0, 0)),
          List.of(span(6, 0, 10, 0), span(22, 0, 4, 0)));

  @TempDir Path folder;

  private final Map<Integer, Visit> last = new HashMap<>();
  private int late;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void every_tap_means_what_the_clock_says(long seed) throws Exception {
    Random random = new Random(seed);
    Hours hours =
        new Hours(Hours.daily(DAYS.get((int) seed % DAYS.size())), Set.of(), OpenStore.ZONE);
    Duration afterClosing = Duration.ofMinutes(List.of(0, 45, 120).get(random.nextInt(3)));
    try (OpenStore store = new OpenStore(folder)) {
      for (int i = 0; i < RESIDENTS; i++) {
        store.resident("居民" + i, "R-" + i);
      }
      Desk desk = store.deskOf(new Centre("hall", hours, afterClosing, Integer.MAX_VALUE));
      StaffDesk staff = new StaffDesk(desk, hours);
      for (int step = 0; step < STEPS; step++) {
        String when = "seed " + seed + ", step " + step;
        store.pass(pause(random));
        staff.close().forEach(visit -> last.put(number(visit), visit));
        tap(desk, random, hours, afterClosing, store.now(), when);
        long inside = last.values().stream().filter(Visit::isOpen).count();
        assertEquals(inside, rooms(store), when);
      }
      var proven = assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
      assertEquals(last.values().stream().filter(Visit::isOpen).count(), proven.open());
      List<String> rows = new ArrayList<>();
      for (Visit visit : last.values()) {
        rows.add(store.text("SELECT ended || departed FROM visits WHERE id = " + visit.id()));
        String expected =
            visit.ended() == null || visit.departed() == null
                ? null
                : visit.ended().wireName() + visit.departed().toEpochMilli();
        assertEquals(expected, rows.getLast());
      }
      boolean possible = !afterClosing.isZero() && !hours.isAlwaysOpen();
      assertEquals(possible, late > 0, late + " departures after closing");
    }
  }

  private static Duration pause(Random random) {
    return Duration.ofMillis(5_000 + random.nextInt(random.nextInt(4) == 0 ? 5_000_000 : 900_000));
  }

  private void tap(
      Desk desk, Random random, Hours hours, Duration afterClosing, Instant now, String when) {
    int resident = random.nextInt(RESIDENTS);
    Visit before = last.get(resident);
    Decision decision = desk.scan(OpenStore.entrance("R-" + resident));
    if (before != null && before.isOpen()) {
      boolean settling = Duration.between(before.arrived(), now).compareTo(Rules.SETTLING) < 0;
      assertEquals(
          settling ? Decision.AlreadyIn.class : Decision.Departed.class, decision.getClass(), when);
      if (decision instanceof Decision.Departed departed) {
        last.put(resident, departed.visit());
      }
    } else if (isDeparture(before, hours, afterClosing, now)) {
      var departed = assertInstanceOf(Decision.Departed.class, decision, when);
      assertTrue(departed.afterClosing(), when);
      assertEquals(now, departed.visit().departed(), when);
      last.put(resident, departed.visit());
      late++;
      touch(desk, random, resident, before, departed, when);
    } else {
      var arrived = assertInstanceOf(Decision.Arrived.class, decision, when);
      assertEquals(!hours.isOpen(now), arrived.visit().outsideHours(), when);
      last.put(resident, arrived.visit());
    }
  }

  private void touch(
      Desk desk,
      Random random,
      int resident,
      @Nullable Visit before,
      Decision.Departed departed,
      String when) {
    switch (random.nextInt(4)) {
      case 0 -> {
        var arrived = assertInstanceOf(Decision.Arrived.class, desk.comeIn(departed.offer()), when);
        last.put(resident, arrived.visit());
      }
      case 1 -> {
        var undone = assertInstanceOf(Decision.Undone.class, desk.undo(departed.offer()), when);
        assertEquals(before, undone.visit(), when);
        last.put(resident, undone.visit());
      }
      default -> {}
    }
  }

  /// By minutes, and not as the rules do it.
  private static boolean isDeparture(
      @Nullable Visit last, Hours hours, Duration afterClosing, Instant now) {
    if (last == null || last.ended() != Ended.CLOSING || last.departed() == null) {
      return false;
    }
    Instant closed = last.departed();
    if (afterClosing.isZero() || closed.plus(afterClosing).isBefore(now)) {
      return false;
    }
    for (Instant minute = closed; !minute.isAfter(now); minute = minute.plusSeconds(60)) {
      if (hours.isOpen(minute)) {
        return false;
      }
    }
    return true;
  }

  private static int number(Visit visit) {
    return visit.visitor() == null ? -1 : (int) visit.visitor().resident() - 1;
  }

  private static long rooms(OpenStore store) {
    return store.ledger.rooms().stream().mapToInt(RoomSpace::inside).sum();
  }

  private static Hours.Span span(int opens, int minute, int closes, int closingMinute) {
    return new Hours.Span(LocalTime.of(opens, minute), LocalTime.of(closes, closingMinute));
  }
}
