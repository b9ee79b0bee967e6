package daka.store.rescue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.health.Progress;
import daka.store.file.Database;
import daka.store.file.HeadMark;
import daka.store.file.TableMap;
import daka.store.journal.EventWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What one kind of damage costs, and what is kept.
class SalvageTest extends CutOffKiosk {
  @Test
  void a_database_that_was_only_cut_off_is_opened_as_it_is() throws Exception {
    copy(template, folder);
    try (Database database = open().database()) {
      assertEquals(ENTRIES.size(), journal(database).size());
    }
    assertNull(open().note());
    assertEquals(List.of(), proven(folder).notes());
  }

  @Test
  void a_missing_database_is_made() throws Exception {
    try (Database _ = open().database()) {
      assertEquals(0, proven(folder).entries());
    }
  }

  @Test
  void a_lost_header_costs_nothing_but_a_new_source() throws Exception {
    copy(template, folder);
    new Damager(folder, new Random(2)).damage(Damager.Way.RANDOM_HEADER);
    StoreOpening.Opened opened = open();
    try (Database database = opened.database()) {
      assertEquals(ENTRIES, journal(database));
      assertEquals(visits, proven(folder).visits());
      var arrived = tap(database);
      assertTrue(arrived.contains("\"source\":\"/centres/yimin/kiosks/entrance/20261"), arrived);
    }
    assertNotNull(opened.note());
    assertTrue(
        opened.note().contains(ENTRIES.size() + " entries and " + visits + " visits were saved"),
        opened.note());
    assertNull(open().note(), "the next start is a clean one");
  }

  /// Progress takes the time whenever something begins, and so what went before can be seen then.
  @Test
  void it_says_at_each_of_its_seven_stages_how_far_it_is() throws Exception {
    copy(template, folder);
    new Damager(folder, new Random(2)).damage(Damager.Way.RANDOM_HEADER);
    Set<String> stages = new LinkedHashSet<>();
    Set<String> counted = new LinkedHashSet<>();
    Deque<Progress> looked = new ArrayDeque<>();
    Progress progress =
        new Progress(
            () -> {
              if (!looked.isEmpty()) {
                Progress now = looked.pop();
                now.look().ifPresent(seen -> note(seen, stages, counted));
                looked.push(now);
              }
              return 0;
            });
    looked.push(progress);
    progress
        .during(
            () -> {
              StoreOpening.Opened opened = open();
              progress.look().ifPresent(seen -> note(seen, stages, counted));
              return opened;
            })
        .database()
        .close();
    assertEquals(
        List.of(
            "1 of 7, looking for the tables",
            "2 of 7, reading the rows",
            "3 of 7, bringing the tables up to date",
            "4 of 7, proving the entries",
            "5 of 7, putting the visits right",
            "6 of 7, proving what was saved",
            "6 of 7, proving the audit log",
            "7 of 7, putting the new database in its place"),
        List.copyOf(stages));
    assertTrue(
        counted.containsAll(
            Set.of(
                "proving the entries: " + ENTRIES.size(),
                "reading the visits out of the journal: " + ENTRIES.size(),
                "proving the journal: " + ENTRIES.size())),
        counted::toString);
  }

  private static void note(Progress.Seen seen, Set<String> stages, Set<String> counted) {
    Progress.Stage stage = seen.stage();
    if (stage != null && seen.total() == 0) {
      assertEquals("putting the records in order", stage.what());
      stages.add(stage.number() + " of " + stage.of() + ", " + seen.what());
    }
    if (seen.total() > 0) {
      counted.add(seen.what() + ": " + seen.total());
    }
  }

  /// SQLite itself says nothing of a log that is gone, cut off or damaged.
  @ParameterizedTest
  @EnumSource(names = {"DELETE_LOG", "TRUNCATE_LOG", "FLIP_LOG_BYTES"})
  void entries_that_are_lost_with_the_log_are_missed_and_their_numbers_not_used_again(
      Damager.Way way) throws Exception {
    copy(template, folder);
    new Damager(folder, nearTheBeginning(new Random(1))).damage(way);
    StoreOpening.Opened opened = open();
    try (Database database = opened.database()) {
      assertTrue(journal(database).size() < ENTRIES.size(), "the log held no entries");
      assertNotNull(opened.note());
      assertTrue(opened.note().contains("its log was damaged or is gone"), opened.note());
      String arrived = tap(database);
      assertTrue(arrived.contains("\"sequence\":\"" + sequence(ENTRIES.size() + 1)), arrived);
      assertTrue(arrived.contains("\"source\":\"/centres/yimin/kiosks/entrance/20261"), arrived);
      proven(folder);
    }
    assertNull(open().note(), "the next start is a clean one");
  }

  /// Places of a log lie in the first of its parts: it is claimed a megabyte at once, and behind
  /// the entries there is nothing to damage.
  private static RandomGenerator nearTheBeginning(Random random) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return random.nextLong();
      }

      @Override
      public long nextLong(long size) {
        return random.nextLong(size / 64);
      }

      @Override
      public int nextInt(int bound) {
        return random.nextInt(bound < 64 * 64 ? bound : bound / 64);
      }
    };
  }

  private static String sequence(long number) {
    return EventWriter.sequence(number);
  }

  @Test
  void a_mark_that_is_damaged_counts_as_none() throws Exception {
    copy(template, folder);
    assertEquals(ENTRIES.size(), HeadMark.read(folder));
    byte[] mark = Files.readAllBytes(folder.resolve("daka.head"));
    mark[5] ^= 1;
    Files.write(folder.resolve("daka.head"), mark);
    assertEquals(0, HeadMark.read(folder));
    open().database().close();
    assertNull(open().note());
  }

  @Test
  void a_table_whose_statement_is_damaged_is_read_all_the_same() throws Exception {
    copy(template, folder);
    Path file = folder.resolve(Database.FILE);
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("CREATE TABLE journal")] ^= 1;
    Files.write(file, bytes);
    StoreOpening.Opened opened = open();
    try (Database database = opened.database()) {
      assertEquals(ENTRIES, journal(database), opened.note());
      assertEquals(visits, proven(folder).visits());
    }
  }

  /// The number of an entry stands two bytes before the five of its record's header and its text.
  @Test
  void a_row_whose_number_was_damaged_upwards_costs_nothing_but_itself() throws Exception {
    copy(template, folder);
    Path file = folder.resolve(Database.FILE);
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int event = text.lastIndexOf("{\"boot\"", text.indexOf("\"sequence\":\"000000000591\""));
    int number = event - 7;
    assertEquals(591, (bytes[number] & 0x7f) << 7 | bytes[number + 1]);
    bytes[number] ^= 0x40;
    Files.write(file, bytes);
    StoreOpening.Opened opened = open();
    try (Database database = opened.database()) {
      Set<Long> missing = new TreeSet<>(ENTRIES.keySet());
      missing.removeAll(journal(database).keySet());
      assertEquals(Set.of(591L), missing, opened.note());
      proven(folder);
    }
  }

  @Test
  void the_damaged_files_are_kept_under_a_dated_name() throws Exception {
    copy(template, folder);
    byte[] log = Files.readAllBytes(folder.resolve("daka.db-wal"));
    new Damager(folder, new Random(3)).damage(Damager.Way.ZERO_FIRST_PAGE);
    byte[] damaged = Files.readAllBytes(folder.resolve(Database.FILE));
    open().database().close();
    Path kept = files("*.replaced.db").getFirst();
    assertTrue(kept.getFileName().toString().matches("daka-2026\\d{4}T\\d{6}Z\\.replaced\\.db"));
    assertEquals(-1, java.util.Arrays.mismatch(damaged, Files.readAllBytes(kept)));
    assertEquals(-1, java.util.Arrays.mismatch(log, Files.readAllBytes(Path.of(kept + "-wal"))));
    assertEquals(List.of(), files("*.part*"));
  }

  @Test
  void a_salvage_that_was_interrupted_before_the_swap_is_completed() throws Exception {
    copy(template, folder);
    open().database().close();
    Files.move(folder.resolve(Database.FILE), folder.resolve("daka-20261123T051700Z.ready"));
    HeadMark.forget(folder);
    TableMap.forget(folder);
    copy(template, folder);
    Files.write(folder.resolve(Database.FILE), new byte[0]);
    Files.write(folder.resolve("daka-20261123T051701Z.part"), new byte[1]);
    StoreOpening.Opened opened = open();
    try (Database database = opened.database()) {
      assertEquals(ENTRIES, journal(database));
    }
    assertTrue(Files.exists(folder.resolve("daka-20261123T051700Z.replaced.db-wal")));
    assertEquals(List.of(), files("*.part*"));
    assertEquals(List.of(), files("*.ready"));
  }

  @Test
  void what_was_done_is_said_by_each_start_until_one_has_told_the_journal() throws Exception {
    copy(template, folder);
    new Damager(folder, new Random(5)).damage(Damager.Way.RANDOM_HEADER);
    StoreOpening.Opened killed = open();
    killed.database().close();
    StoreOpening.Opened next = open();
    assertEquals(killed.note(), next.note());
    tap(next.database());
    next.database().close();
    assertNull(open().note());
  }

  @Test
  void an_entry_after_a_gap_that_contradicts_those_before_is_given_up() throws Exception {
    copy(template, folder);
    long changed = departureAfter(1_000);
    tamper("DELETE FROM journal WHERE number = " + (changed - 1));
    tamper(
        "UPDATE journal SET event = replace(event, '\"arrived\":\"2026', '\"arrived\":\"2025')"
            + " WHERE number = "
            + changed);
    new Damager(folder, new Random(4)).damage(Damager.Way.RANDOM_HEADER);
    StoreOpening.Opened opened = open();
    try (Database database = opened.database()) {
      Set<Long> missing = new TreeSet<>(ENTRIES.keySet());
      missing.removeAll(journal(database).keySet());
      assertEquals(Set.of(changed - 1, changed), missing, opened.note());
      assertEquals(visits, proven(folder).visits());
    }
  }

  private static long departureAfter(long number) {
    return ENTRIES.entrySet().stream()
        .filter(entry -> entry.getKey() > number)
        .filter(entry -> entry.getValue().contains("\"arrived\":\"2026"))
        .mapToLong(Map.Entry::getKey)
        .min()
        .orElseThrow();
  }

  private void tamper(String sql) throws SQLException {
    try (var connection = Database.connect(folder.resolve(Database.FILE), false);
        var statement = connection.createStatement()) {
      assertEquals(1, statement.executeUpdate(sql), sql);
    }
  }

  private StoreOpening.Opened open() {
    return new StoreOpening(folder, () -> end).open();
  }

  private List<Path> files(String glob) throws IOException {
    try (var files = Files.newDirectoryStream(folder, glob)) {
      return java.util.stream.StreamSupport.stream(files.spliterator(), false).toList();
    }
  }
}
