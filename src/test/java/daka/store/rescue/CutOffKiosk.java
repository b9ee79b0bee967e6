package daka.store.rescue;

import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import daka.checkin.Decision;
import daka.checkin.Scan;
import daka.event.Entry;
import daka.kiosk.KioskStarted;
import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.journal.Cursors;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// A kiosk that was cut off with unsent entries and a log, for tests that damage its database.
public abstract class CutOffKiosk {
  private static final int RESIDENTS = 100;
  private static final int TAPS = 3_000;
  static final long SENT = 2_500;

  public @TempDir static Path template;
  static final Map<Long, String> ENTRIES = new HashMap<>();
  public static Instant end = OpenStore.MORNING;
  public static long visits;

  public @TempDir Path folder;

  /// The files are copied while the database is open, so that its log is there as after a power
  /// cut.
  @BeforeAll
  static void live() throws Exception {
    ENTRIES.clear();
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

  public static void checkpoint(OpenStore store) throws SQLException {
    try (var connection = Database.connect(store.database.file(), false)) {
      store.database.checkpoint(connection);
    }
  }

  /// Somebody taps at a kiosk that is started.
  protected static String tap(Database database) throws Exception {
    OpenStore store = new OpenStore(database, end.plus(Duration.ofDays(1)));
    long before = store.ledger.journal().head();
    Decision decision = store.desk.guests(2);
    assertInstanceOf(Decision.Arrived.class, decision);
    Entry entry = store.ledger.journal().after(before, 1).getFirst();
    assertFalse(ENTRIES.containsKey(entry.number()) && before >= ENTRIES.size());
    store.desk.scan(entrance("R-1"));
    store.ledger.record(
        transaction -> {
          transaction.append(new KioskStarted("1", null, end), end);
          return end;
        });
    return entry.json();
  }

  static Map<Long, String> journal(Database database) throws SQLException {
    Map<Long, String> entries = new HashMap<>();
    OpenStore store = new OpenStore(database, end);
    store.ledger.journal().after(0, 10_000).forEach(e -> entries.put(e.number(), e.json()));
    return entries;
  }

  protected static Proof.Proven proven(Path folder) {
    return assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }

  public static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
