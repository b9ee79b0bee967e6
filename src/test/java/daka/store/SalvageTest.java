package daka.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

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
    Opening.Opened opened = open();
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

  @Test
  void a_table_whose_statement_is_damaged_is_read_all_the_same() throws Exception {
    copy(template, folder);
    Path file = folder.resolve(Database.FILE);
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("CREATE TABLE journal")] ^= 1;
    Files.write(file, bytes);
    Opening.Opened opened = open();
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
    Opening.Opened opened = open();
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
    copy(template, folder);
    Files.write(folder.resolve(Database.FILE), new byte[0]);
    Files.write(folder.resolve("daka-20261123T051701Z.part"), new byte[1]);
    Opening.Opened opened = open();
    try (Database database = opened.database()) {
      assertEquals(ENTRIES, journal(database));
    }
    assertTrue(Files.exists(folder.resolve("daka-20261123T051700Z.replaced.db-wal")));
    assertEquals(List.of(), files("*.part*"));
    assertEquals(List.of(), files("*.ready"));
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
    Opening.Opened opened = open();
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

  private Opening.Opened open() {
    return new Opening(folder, () -> end).open();
  }

  private List<Path> files(String glob) throws IOException {
    try (var files = Files.newDirectoryStream(folder, glob)) {
      return java.util.stream.StreamSupport.stream(files.spliterator(), false).toList();
    }
  }
}
