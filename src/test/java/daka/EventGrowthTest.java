package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.board.BoardFigures;
import daka.event.Entry;
import daka.screen.BoardView;
import daka.store.OpenStore;
import daka.store.journal.Cursors;
import daka.store.journal.NewerEntries;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.register.Cards;
import daka.store.rescue.Damager;
import daka.store.rescue.StoreOpening;
import daka.store.visits.DayLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A journal with entries of types that the program does not know, and with more to tell in those
/// that it does.
class EventGrowthTest {
  private static final Instant LATER = OpenStore.MORNING.plus(Duration.ofHours(2));

  @TempDir Path folder;

  @BeforeEach
  void a_kiosk_with_entries_of_a_later_version() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      store.resident("王小明", "R-1");
      store.desk.scan(OpenStore.entrance("R-1"));
      store.record(new NewerEntries.Weather(store.now(), -3, true));
      store.desk.guests(3);
    }
    NewerEntries.append(folder);
  }

  @Test
  void a_kind_of_entry_is_one_record_that_tells_itself() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      String weather = store.ledger.journal().after(1, 1).getFirst().json();
      assertTrue(weather.contains("\"type\":\"daka.test.weather\""), weather);
      assertTrue(
          weather.contains(
              "\"data\":{\"at\":\"2026-11-23T09:15:02.120+08:00\",\"degrees\":-3,"
                  + "\"raining\":true,\"sky\":\"灰\\n\\\"\"}"),
          weather);
    }
  }

  @Test
  void the_journal_is_proven_and_goes_on() throws Exception {
    assertProven(3);
    try (OpenStore store = new OpenStore(folder, LATER)) {
      store.desk.scan(OpenStore.entrance("R-1"));
      store.correctClock(LATER.plusSeconds(90), "synchronised");
      store.desk.guests(1);
    }
    assertProven(4);
  }

  @Test
  void an_entry_of_an_unknown_type_that_is_changed_is_found() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      store.execute(
          "UPDATE journal SET event = replace(event, '\"zone\":\"north\"', '\"zone\":\"south\"')");
    }
    assertInstanceOf(Proof.Broken.class, new Verify(folder).prove());
  }

  @Test
  void the_board_tells_what_it_knows() throws Exception {
    try (OpenStore store = new OpenStore(folder, LATER)) {
      store.correctClock(LATER.plusSeconds(90), "synchronised");
      BoardView board =
          new BoardFigures(
                  new DayLog(store.database, OpenStore.HOURS),
                  new Cards(store.database, store.fingerprints, store::now),
                  new Cursors(store.database),
                  OpenStore.HOURS,
                  store::now)
              .now();
      assertEquals(
          List.of("arrived", "arrived", "arrived"),
          board.latest().stream().map(BoardView.Happened::what).toList());
    }
  }

  @Test
  void a_database_that_lost_its_header_is_saved_with_all_of_them() throws Exception {
    List<String> before = entries(new OpenStore(folder));
    new Damager(folder, new Random(3)).damage(Damager.Way.RANDOM_HEADER);
    StoreOpening.Opened opened = new StoreOpening(folder, () -> LATER).open();
    assertNotNull(opened.note());
    assertEquals(before, entries(new OpenStore(opened.database(), LATER)), opened.note());
    assertProven(3);
  }

  private static List<String> entries(OpenStore store) throws Exception {
    try (store) {
      return store.ledger.journal().after(0, 100).stream().map(Entry::json).toList();
    }
  }

  private void assertProven(long visits) {
    Proof.Proven proven = assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
    assertEquals(visits, proven.visits());
  }
}
