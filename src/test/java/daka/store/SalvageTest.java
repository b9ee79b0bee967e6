package daka.store;

import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.Decision;
import daka.checkin.Scan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A kiosk that was cut off with unsent entries and a log, and whose database was then damaged.
class SalvageTest {
  private static final int RESIDENTS = 100;
  private static final int TAPS = 3_000;
  private static final long SENT = 2_500;
  private static final int SEEDS = Integer.getInteger("daka.seeds", 4);

  @TempDir static Path template;
  private static final Map<Long, String> ENTRIES = new HashMap<>();
  private static Instant end = OpenStore.MORNING;
  private static long visits;

  @TempDir Path folder;

  /// The files are copied while the database is open, so that its log is there as after a power
  /// cut.
  @BeforeAll
  static void live() throws Exception {
    Path alive = Files.createDirectory(template.resolve("alive"));
    Random random = new Random(1);
    try (OpenStore store = new OpenStore(alive)) {
      for (int i = 0; i < RESIDENTS; i++) {
        store.resident("居民" + i, "R-" + i);
      }
      for (int i = 0; i < TAPS; i++) {
        store.pass(Duration.ofSeconds(20 + random.nextInt(60)));
        String reader = List.of("hall", "sports", "civic").get(random.nextInt(3));
        store.desk.scan(
            new Scan("reader-" + reader, reader, null, "R-" + random.nextInt(RESIDENTS)));
        if (i % 500 == 499) {
          store.staff.close();
        }
        if (i == TAPS / 2) {
          checkpoint(store);
        }
      }
      new Cursors(store.database).advance("town", SENT);
      store.ledger.journal().after(0, 10_000).forEach(e -> ENTRIES.put(e.number(), e.json()));
      end = store.now();
      visits = proven(alive).visits();
      copy(alive, template);
    }
  }

  private static void checkpoint(OpenStore store) throws SQLException {
    try (var connection = Database.connect(store.database.file(), false)) {
      store.database.checkpoint(connection);
    }
  }

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
    Path kept = files("*.damaged.db").getFirst();
    assertTrue(kept.getFileName().toString().matches("daka-2026\\d{4}T\\d{6}Z\\.damaged\\.db"));
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
    assertTrue(Files.exists(folder.resolve("daka-20261123T051700Z.damaged.db-wal")));
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

  @ParameterizedTest
  @EnumSource(Damager.Way.class)
  void whatever_the_damage_the_kiosk_opens_and_all_that_is_readable_is_there(Damager.Way way)
      throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      Path damaged = Files.createDirectory(folder.resolve(way + "-" + seed));
      copy(template, damaged);
      Damager damager = new Damager(damaged, new Random(seed));
      damager.damage(way);
      if (seed % 4 == 3 && Files.exists(damaged.resolve(Database.FILE))) {
        damager.damage(Damager.Way.FLIP_BYTES);
      }
      openAndCheck(damaged, way + " by seed " + seed);
    }
  }

  private void openAndCheck(Path damaged, String what) throws Exception {
    Set<Long> readable = readable(damaged);
    Opening.Opened opened = new Opening(damaged, () -> end).open();
    try (Database database = opened.database()) {
      Map<Long, String> saved = journal(database);
      readable.removeAll(saved.keySet());
      assertEquals(Set.of(), readable, () -> what + ": " + opened.note());
      List<Long> changed =
          saved.entrySet().stream()
              .filter(entry -> !isOriginal(entry.getKey(), entry.getValue()))
              .map(Map.Entry::getKey)
              .collect(Collectors.toList());
      tap(database);
      Proof proof = new Verify(damaged).prove();
      if (opened.note() == null && proof instanceof Proof.Broken) {
        // A byte that changed in the middle of a large table is not looked for at every start.
        return;
      }
      assertInstanceOf(Proof.Proven.class, proof, () -> what + ": " + opened.note() + proof);
      changed.removeIf(number -> !saved.containsKey(number - 1));
      assertEquals(
          List.of(), changed, () -> what + " (all but those after a gap): " + opened.note());
    }
    Opening.Opened again = new Opening(damaged, () -> end).open();
    again.database().close();
    assertNull(again.note(), what);
  }

  private static boolean isOriginal(long number, String json) {
    return withoutBefore(json).equals(withoutBefore(ENTRIES.getOrDefault(number, "")));
  }

  /// The unsent entries that a look at each finds unchanged.
  private Set<Long> readable(Path damaged) throws Exception {
    Path examined = Files.createTempDirectory(folder, "examined");
    copy(damaged, examined);
    Set<Long> readable = new TreeSet<>();
    try (var connection = Database.connect(examined.resolve(Database.FILE), true)) {
      for (long number = SENT + 1; number <= ENTRIES.size(); number++) {
        if (isUnchanged(connection, number)) {
          readable.add(number);
        }
      }
    } catch (SQLException _) {
      // Nothing is readable without repairs.
    }
    return readable;
  }

  private static boolean isUnchanged(Connection connection, long number) {
    try (var query =
        connection.prepareStatement("SELECT event, hash FROM journal WHERE number = ?")) {
      query.setLong(1, number);
      try (var row = query.executeQuery()) {
        return row.next()
            && HashChain.publish(row.getString(1), null, row.getBytes(2))
                .equals(withoutBefore(ENTRIES.getOrDefault(number, "")));
      }
    } catch (SQLException _) {
      return false;
    }
  }

  private static String withoutBefore(String json) {
    return json.replaceFirst(",\"hashbefore\":\"[0-9a-f]*\"", "");
  }

  private static String tap(Database database) throws SQLException {
    OpenStore store = new OpenStore(database, end.plus(Duration.ofDays(1)));
    long before = store.ledger.journal().head();
    Decision decision = store.desk.guests(2);
    assertInstanceOf(Decision.Arrived.class, decision);
    Entry entry = store.ledger.journal().after(before, 1).getFirst();
    assertFalse(ENTRIES.containsKey(entry.number()) && before >= ENTRIES.size());
    store.desk.scan(entrance("R-1"));
    return entry.json();
  }

  private Opening.Opened open() {
    return new Opening(folder, () -> end).open();
  }

  private static Map<Long, String> journal(Database database) throws SQLException {
    Map<Long, String> entries = new HashMap<>();
    OpenStore store = new OpenStore(database, end);
    store.ledger.journal().after(0, 10_000).forEach(e -> entries.put(e.number(), e.json()));
    return entries;
  }

  private static Proof.Proven proven(Path folder) {
    return assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }

  private List<Path> files(String glob) throws IOException {
    try (var files = Files.newDirectoryStream(folder, glob)) {
      return java.util.stream.StreamSupport.stream(files.spliterator(), false).toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
