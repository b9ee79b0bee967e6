package daka.store.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.Ended;
import daka.checkin.Evidence;
import daka.store.OpenStore;
import daka.store.file.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisitLogTest {
  private static final int MANY = 5_000;

  @TempDir Path folder;
  private OpenStore store;
  private VisitLog log;

  @BeforeEach
  void open() throws SQLException {
    store = new OpenStore(folder);
    log = new VisitLog(store.database);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  /// Writes visits of which many begin in the same millisecond, and some before those written
  /// earlier.
  private void fill() throws SQLException {
    store.resident("王, \"小\"\r\n明 =1😀", "W-1");
    Random random = new Random(3);
    long begin = OpenStore.MORNING.toEpochMilli();
    store.database.write(
        connection -> {
          for (int id = 1; id <= MANY; id++) {
            long arrived = begin + random.nextInt(500);
            boolean open = random.nextInt(100) == 0;
            Sql.change(
                connection,
                "INSERT INTO visits VALUES (?, ?, 2, ?, 'door', ?, ?, ?, 0, NULL, 'qr')",
                id,
                open || random.nextBoolean() ? null : 1,
                random.nextBoolean() ? "hall" : "sports",
                arrived,
                open ? null : arrived + 90_000,
                open ? null : "tap");
          }
          return MANY;
        });
  }

  private List<Long> walk(VisitFilter filter, int step) {
    List<Long> ids = new ArrayList<>();
    VisitKey key = VisitKey.BEGIN;
    while (true) {
      VisitBatch batch = log.read(filter, key, step);
      if (batch.size() == 0) {
        return ids;
      }
      key = batch.lastKey();
      while (batch.next()) {
        ids.add(batch.number(VisitBatch.VISIT));
      }
    }
  }

  private List<Long> expected(String where) throws SQLException {
    return store.database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT id FROM visits WHERE " + where + " ORDER BY arrived, id",
                row -> row.getLong(1)));
  }

  private static VisitFilter filter(
      @Nullable String room, @Nullable Long resident, @Nullable Boolean open) {
    return new VisitFilter(null, null, room, resident, open, Long.MAX_VALUE);
  }

  private static VisitFilter traits(
      @Nullable String reader, @Nullable Evidence evidence, @Nullable Ended ended) {
    return new VisitFilter(
        null, null, null, null, null, Long.MAX_VALUE, reader, evidence, ended, null);
  }

  @Test
  void who_left_last_is_told_without_those_who_went_on_elsewhere_or_never_were()
      throws SQLException {
    long begin = OpenStore.MORNING.toEpochMilli();
    store.execute(
        """
        INSERT INTO visits (id, party, room, reader, arrived, departed, ended) VALUES
          (1, 1, 'hall', 'door', %1$d - 1, %1$d + 90, 'tap'),
          (2, 1, 'hall', 'door', %1$d, %1$d + 80, 'tap'),
          (3, 1, 'hall', 'door', %1$d + 1, %1$d + 60, 'staff'),
          (4, 1, 'hall', 'door', %1$d + 2, %1$d + 85, 'moved'),
          (5, 1, 'hall', 'door', %1$d + 3, %1$d + 85, 'voided'),
          (6, 1, 'hall', 'door', %1$d + 4, NULL, NULL),
          (7, 1, 'sports', 'door', %1$d + 5, %1$d + 70, 'closing')\
        """
            .formatted(begin));
    assertEquals(List.of("2", "3", "7"), left(null, 9));
    assertEquals(List.of("2", "7"), left(null, 2));
    assertEquals(List.of("2", "3"), left("hall", 9));
    assertEquals(List.of(), left("attic", 9));
  }

  private List<String> left(@Nullable String room, int limit) {
    VisitBatch batch = log.left(OpenStore.MORNING, room, limit);
    List<String> ids = new ArrayList<>();
    while (batch.next()) {
      ids.add(batch.text(VisitBatch.VISIT));
    }
    return ids;
  }

  @Test
  void the_readers_are_those_at_which_visits_began() throws SQLException {
    assertEquals(List.of(), log.readers());
    fill();
    store.execute(
        "INSERT INTO visits (id, party, room, reader, arrived) VALUES (9000, 1, 'hall', 'screen',"
            + " 1)");
    assertEquals(List.of("door", "screen"), log.readers());
  }

  @Test
  void pages_of_any_size_hold_every_visit_once_in_order() throws SQLException {
    fill();
    List<Long> all = expected("1");
    for (int step : new int[] {1_000, 512, 97, 10_000}) {
      assertEquals(all, walk(VisitFilter.ALL, step), () -> "in steps of " + step);
    }
  }

  @Test
  void each_filter_gives_what_a_plain_query_gives() throws SQLException {
    fill();
    long begin = OpenStore.MORNING.toEpochMilli();
    assertEquals(expected("room = 'sports'"), walk(filter("sports", null, null), 300));
    assertEquals(expected("resident = 1"), walk(filter(null, 1L, null), 300));
    assertEquals(expected("departed IS NULL"), walk(filter(null, null, true), 20));
    assertEquals(expected("departed IS NOT NULL"), walk(filter(null, null, false), 800));
    assertEquals(expected("resident = 1 AND departed IS NULL"), walk(filter(null, 1L, true), 300));
    assertEquals(
        expected("reader = 'door' AND ended = 'tap'"), walk(traits("door", null, Ended.TAP), 400));
    assertEquals(List.of(), walk(traits("counter", null, null), 400));
    assertEquals(expected("evidence = 'qr'"), walk(traits(null, Evidence.QR, null), 900));
    assertEquals(List.of(), walk(traits(null, null, Ended.VOIDED), 900));
    VisitFilter window =
        new VisitFilter(
            OpenStore.MORNING.plusMillis(100),
            OpenStore.MORNING.plusMillis(200),
            null,
            null,
            null,
            4_000);
    assertEquals(
        expected(
            "arrived >= " + (begin + 100) + " AND arrived < " + (begin + 200) + " AND id <= 4000"),
        walk(window, 50));
  }

  @Test
  void where_nothing_is_forwarded_the_town_has_none_whatever_else_is_asked() throws SQLException {
    fill();
    for (Forwarded.State state : Forwarded.State.values()) {
      VisitFilter.Town town = new VisitFilter.Town(state, new Forwarded(Map.of()));
      for (@Nullable Boolean open : new @Nullable Boolean[] {null, true, false}) {
        for (@Nullable Ended ended : new @Nullable Ended[] {null, Ended.SCREEN}) {
          VisitFilter filter =
              new VisitFilter(
                  null, null, null, null, open, Long.MAX_VALUE, null, null, ended, town);
          assertEquals(List.of(), walk(filter, 100));
          assertEquals(new VisitLog.Totals(0, 0, 0), log.totals(filter));
        }
      }
    }
  }

  @Test
  void every_field_arrives_as_it_was_written() throws SQLException {
    store.resident("王, \"小\"\r\n明 =1😀", "W-1");
    store.desk.scan(OpenStore.room("sports", "W-1"));
    store.pass(Duration.ofMinutes(2));
    store.desk.guests(3);
    store.desk.scan(OpenStore.room("sports", "W-1"));
    VisitBatch batch = log.read(VisitFilter.ALL, VisitKey.BEGIN, 10);
    assertTrue(batch.next());
    assertEquals("王, \"小\"\r\n明 =1😀", batch.text(VisitBatch.NAME));
    assertEquals("文体活动室", new String(batch.roomName(), java.nio.charset.StandardCharsets.UTF_8));
    assertEquals("tap", batch.text(VisitBatch.ENDED));
    assertEquals(120_000, batch.number(VisitBatch.DEPARTED) - batch.number(VisitBatch.ARRIVED));
    assertTrue(batch.next());
    assertEquals(3, batch.number(VisitBatch.PARTY));
    assertTrue(batch.isEmpty(VisitBatch.NAME) && batch.isEmpty(VisitBatch.DEPARTED));
    assertEquals("screen", batch.text(VisitBatch.READER));
    assertEquals(2, log.find(2).orElseThrow().number(VisitBatch.VISIT));
    assertEquals(2, log.newest());
  }

  @Test
  void no_page_reads_more_of_the_log_than_it_holds() throws SQLException {
    fill();
    assertPlan("visits_by_arrival", VisitFilter.ALL);
    assertPlan("visits_by_room", filter("hall", null, null));
    assertPlan("visits_by_reader", traits("door", null, null));
    assertPlan("visits_by_evidence", traits(null, Evidence.QR, null));
    assertPlan("visits_by_ending", traits(null, null, Ended.VOIDED));
    assertPlan("visits_by_resident", filter(null, 1L, null));
    assertPlan("visits_open", filter(null, null, true));
  }

  private void assertPlan(String index, VisitFilter filter) throws SQLException {
    List<String> plan = log.plan(filter, new VisitKey(5, 5));
    assertTrue(
        plan.stream().anyMatch(step -> step.contains("v USING INDEX " + index)), plan::toString);
    if (!index.equals("visits_open")) {
      assertTrue(plan.stream().noneMatch(step -> step.contains("TEMP B-TREE")), plan::toString);
    }
  }
}
