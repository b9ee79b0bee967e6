package daka.store.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.CardKind;
import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.register.ResidentImport.Line;
import daka.store.register.ResidentImport.Outcome;
import daka.store.rescue.StoreOpening;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The power goes in the middle of an import.
class InterruptedImportTest {
  private static final int BEFORE = 3;
  private static final int RESIDENTS = 4 * ImportStage.PART + 7;

  /// The header of a write-ahead log, and of each of its frames, in bytes (SQLite, "WAL-mode File
  /// Format").
  private static final int LOG_HEADER = 32;

  private static final int FRAME_HEADER = 24;

  @TempDir Path folder;

  static List<Line> lines(int count) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(
          new Line(
              i + 2,
              ResidentImportTest.person("居民" + i, Integer.toString(13_800_000 + i), null),
              List.of(
                  ResidentImportTest.card(CardKind.QR, "Q-" + i),
                  ResidentImportTest.card(CardKind.RFID, "%08X".formatted(0x10000000 + i)))));
    }
    return lines;
  }

  /// Where the log of a database can end after a power cut: at each commit, and within the next.
  private static List<Integer> ends(byte[] log) {
    ByteBuffer in = ByteBuffer.wrap(log);
    int page = in.getInt(8);
    List<Integer> ends = new ArrayList<>();
    for (int at = LOG_HEADER;
        at + FRAME_HEADER + page <= log.length && in.getLong(at + 8) == in.getLong(16);
        at += FRAME_HEADER + page) {
      if (in.getInt(at + 4) != 0) {
        ends.add(at + FRAME_HEADER + page);
      }
    }
    return ends;
  }

  private record Register(long residents, long cards, long subjects, long left) {
    static Register of(Database database) throws Exception {
      return database.read(
          connection ->
              new Register(
                  count(connection, "residents"),
                  count(connection, "cards"),
                  count(connection, "subjects"),
                  count(connection, "import_lines")
                      + count(connection, "settings WHERE name = 'import'")));
    }

    private static long count(java.sql.Connection connection, String table)
        throws java.sql.SQLException {
      return Sql.all(connection, "SELECT count(*) FROM " + table, row -> row.getLong(1)).getFirst();
    }
  }

  /// What the register can be: everybody has two cards, and those of before had one.
  private static Register with(int imported) {
    long residents = (long) BEFORE + imported;
    return new Register(residents, BEFORE + 2L * imported, residents, 0);
  }

  @Test
  void wherever_the_power_goes_the_next_start_has_the_whole_import_or_nothing_of_it()
      throws Exception {
    Path alive = Files.createDirectory(folder.resolve("alive"));
    byte[] file;
    byte[] log;
    int begun;
    try (OpenStore store = new OpenStore(alive)) {
      for (int i = 0; i < BEFORE; i++) {
        store.resident("王" + i, "W-" + i);
      }
      begun = ends(Files.readAllBytes(alive.resolve(Database.FILE + "-wal"))).getLast();
      assertEquals(
          new Outcome.Done(RESIDENTS, 0, List.of()),
          new ResidentImport(store.database, store.fingerprints, store::now).add(lines(RESIDENTS)));
      file = Files.readAllBytes(alive.resolve(Database.FILE));
      log = Files.readAllBytes(alive.resolve(Database.FILE + "-wal"));
    }
    TreeSet<Long> found = new TreeSet<>();
    List<Integer> ends = ends(log).stream().filter(end -> end >= begun).toList();
    assertTrue(ends.size() >= 2 * RESIDENTS / ImportStage.PART, "parts: " + ends.size());
    boolean decided = false;
    for (int end : ends) {
      for (int cut : new int[] {end, end + 1_000}) {
        Path cutOff = Files.createTempDirectory(folder, "cut");
        Files.write(cutOff.resolve(Database.FILE), file);
        Files.write(
            cutOff.resolve(Database.FILE + "-wal"), Arrays.copyOf(log, Math.min(cut, log.length)));
        try (Database database =
            new StoreOpening(cutOff, () -> OpenStore.MORNING).open().database()) {
          Register register = Register.of(database);
          boolean whole = register.residents() > BEFORE;
          assertEquals(with(whole ? RESIDENTS : 0), register, "cut at " + cut);
          assertTrue(whole || !decided, "what was decided is not taken back");
          decided |= whole;
          found.add(register.residents());
        }
      }
    }
    assertEquals(2, found.size(), "both were seen: " + found);
  }

  @Test
  void a_list_that_was_interrupted_can_be_imported_again() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      List<StagedLine> residents =
          lines(70).stream()
              .map(line -> new StagedLine(null, NewResident.of(line.person(), List.of())))
              .toList();
      new ImportStage(store.database).decide(residents.subList(0, 0), store.now());
      store.execute(
          "INSERT INTO import_lines (number, name, role, subject, cards)"
              + " VALUES (1, 'half', 'resident', 's', '')");
      ResidentImport imports = new ResidentImport(store.database, store.fingerprints, store::now);
      assertInstanceOf(Outcome.Done.class, imports.add(lines(70)));
      assertEquals("70", store.text("SELECT count(*) FROM residents"));
      new ImportStage(store.database).decide(residents, store.now());
      assertEquals("70", store.text("SELECT count(*) FROM residents"));
      Outcome.Done again = assertInstanceOf(Outcome.Done.class, imports.add(lines(70)));
      assertEquals(0, again.imported(), "the decided one is finished first");
      assertEquals("140", store.text("SELECT count(*) FROM residents"));
    }
  }

  @Test
  void a_decision_whose_residents_were_lost_with_a_damaged_database_decides_nothing()
      throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      store.execute("INSERT INTO settings VALUES ('import', '0')");
    }
    try (Database database = new StoreOpening(folder, () -> OpenStore.MORNING).open().database()) {
      OpenStore store = new OpenStore(database, OpenStore.MORNING);
      assertNull(store.text("SELECT max(value) FROM settings WHERE name = 'import'"));
      ResidentImport imports = new ResidentImport(store.database, store.fingerprints, store::now);
      assertInstanceOf(Outcome.Done.class, imports.add(lines(60)));
    }
  }

  /// Imports into the folder until it is killed.
  static final class Importing {
    private Importing() {}

    static void main(String[] args) throws Exception {
      try (OpenStore store = new OpenStore(Path.of(args[0]))) {
        ResidentImport imports = new ResidentImport(store.database, store.fingerprints, store::now);
        System.out.println("ready");
        imports.add(lines(Integer.parseInt(args[1])));
        System.out.println("done");
        System.in.read();
      }
    }
  }

  @Test
  void a_process_that_is_killed_leaves_the_whole_import_or_nothing_of_it() throws Exception {
    int residents = 3_000;
    for (int round = 0; round < 4; round++) {
      Path data = Files.createDirectory(folder.resolve("round" + round));
      kill(data, residents, round * 60L);
      try (Database database = new StoreOpening(data, () -> OpenStore.MORNING).open().database()) {
        Register register = Register.of(database);
        assertTrue(
            register.equals(new Register(0, 0, 0, 0))
                || register.equals(new Register(residents, 2L * residents, residents, 0)),
            register::toString);
      }
    }
  }

  private static void kill(Path data, int residents, long afterMillis)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Path.of("target", "test-classes") + ":" + Path.of("target", "daka.jar"),
                Importing.class.getName(),
                data.toString(),
                Integer.toString(residents))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var said = process.inputReader()) {
      assertEquals("ready", said.readLine());
      process.waitFor(afterMillis, TimeUnit.MILLISECONDS);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
