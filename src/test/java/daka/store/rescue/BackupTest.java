package daka.store.rescue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.Decision;
import daka.event.Entry;
import daka.store.OpenStore;
import daka.store.file.DataKey;
import daka.store.file.Database;
import daka.store.file.Keys;
import daka.store.file.StoreException;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  private static final InstantSource CLOCK = InstantSource.fixed(OpenStore.MORNING);

  @TempDir Path temporary;

  @Test
  void a_copy_is_whole_proven_and_its_owners_alone() throws Exception {
    Path data = folder("data");
    try (OpenStore store = new OpenStore(data)) {
      store.resident("王秀英", "1");
      store.desk.scan(OpenStore.entrance("1"));
      Keys.readOrMake(data, Keys.CARD, DataKey.NONE);

      Proof.Proven proven = new Backup(data).make(temporary.resolve("copy"));

      assertEquals(new Proof.Proven(1, 1, 1, 0, List.of()), proven);
    }
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("copy"))));
    assertEquals(List.of("copy", "data"), names(temporary));
  }

  @Test
  void a_copy_made_while_taps_come_shows_one_moment() throws Exception {
    Path data = folder("data");
    try (OpenStore store = new OpenStore(data)) {
      store.resident("王秀英", "1");
      AtomicBoolean done = new AtomicBoolean();
      AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
      Thread taps =
          Thread.ofPlatform()
              .uncaughtExceptionHandler((_, e) -> thrown.set(e))
              .start(
                  () -> {
                    while (!done.get()) {
                      store.desk.scan(OpenStore.entrance("1"));
                      store.pass(Duration.ofMinutes(2));
                    }
                  });
      long before = 0;
      for (int i = 0; i < 20; i++) {
        Proof.Proven proven = new Backup(data).make(temporary.resolve("copy"));
        assertTrue(proven.entries() >= before);
        before = proven.entries();
      }
      done.set(true);
      taps.join();
      assertEquals(null, thrown.get());
    }
  }

  @Test
  void a_damaged_store_does_not_replace_the_last_copy() throws Exception {
    Path data = folder("data");
    Path copy = temporary.resolve("copy");
    try (OpenStore store = new OpenStore(data)) {
      store.resident("王秀英", "1");
      store.desk.scan(OpenStore.entrance("1"));
      new Backup(data).make(copy);
    }
    byte[] good = Files.readAllBytes(copy);
    try (OpenStore store = new OpenStore(data)) {
      store.database.write(
          connection -> {
            try (var statement = connection.createStatement()) {
              return statement.executeUpdate("UPDATE visits SET party = 2");
            }
          });
      StoreException refused =
          assertThrows(StoreException.class, () -> new Backup(data).make(copy));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("is not sound"), refused.getMessage());
    }
    assertArrayEquals(good, Files.readAllBytes(copy));
    assertEquals(List.of("copy", "data"), names(temporary));
  }

  @Test
  void a_store_that_lost_the_end_of_its_journal_does_not_replace_the_last_copy() throws Exception {
    Path data = folder("data");
    Path cut = folder("cut");
    Path copy = temporary.resolve("copy");
    try (OpenStore store = new OpenStore(data)) {
      store.desk.guests(1);
      new Backup(data).make(copy);
      CutOffKiosk.checkpoint(store);
      store.desk.guests(2);
      CutOffKiosk.copy(data, cut);
    }
    byte[] good = Files.readAllBytes(copy);
    Files.delete(cut.resolve(Database.FILE + "-wal"));

    StoreException refused = assertThrows(StoreException.class, () -> new Backup(cut).make(copy));

    assertTrue(
        String.valueOf(refused.getMessage()).contains("entries 2 to 2 are missing at the end"),
        refused.getMessage());
    assertArrayEquals(good, Files.readAllBytes(copy));
    assertEquals(1, new Restoration(cut, CLOCK).run(copy).proven().entries());
    assertInstanceOf(Proof.Proven.class, new Verify(cut).prove());
  }

  @Test
  void what_was_restored_goes_on_with_numbers_and_a_source_nobody_has_seen() throws Exception {
    Path data = folder("data");
    Path copy = temporary.resolve("copy");
    byte[] key = Keys.readOrMake(data, Keys.CARD, DataKey.NONE);
    long seen;
    try (OpenStore store = new OpenStore(data)) {
      store.resident("王秀英", "1");
      store.resident("李芳", "2");
      store.desk.scan(OpenStore.entrance("1"));
      new Backup(data).make(copy);
      store.desk.scan(OpenStore.entrance("2"));
      seen = store.ledger.journal().head();
    }

    Path fresh = folder("fresh");
    Restoration.Restored restored = new Restoration(fresh, CLOCK).run(copy);

    assertEquals(null, restored.kept());
    assertEquals(1, restored.proven().entries());
    Database opened = new StoreOpening(fresh, CLOCK).open().database();
    try (OpenStore store = new OpenStore(opened, OpenStore.MORNING)) {
      assertArrayEquals(key, Keys.readOrMake(fresh, Keys.CARD, DataKey.NONE));
      assertEquals(
          1,
          store.ledger.rooms().stream().mapToInt(space -> space.inside()).sum(),
          "who was inside when the copy was made still is");
      Decision.Arrived arrived =
          assertInstanceOf(Decision.Arrived.class, store.desk.scan(OpenStore.entrance("2")));
      assertTrue(arrived.visit().id() > Restoration.LEAP);
      List<Entry> entries = store.ledger.journal().after(0, 10);
      assertTrue(entries.getLast().number() > seen + Restoration.LEAP - 2);
      assertTrue(
          entries.getLast().json().contains("\"source\":\"/centres/yimin/kiosks/entrance/2026"));
      assertEquals(2, new Verify(fresh).prove() instanceof Proof.Proven p ? p.entries() : 0);
    }
    assertFalse(
        new String(Files.readAllBytes(fresh.resolve(Database.FILE)), StandardCharsets.ISO_8859_1)
            .contains(HexFormat.of().formatHex(key)),
        "the key is gone from the database");
  }

  @Test
  void the_database_before_is_kept_under_a_dated_name() throws Exception {
    Path data = folder("data");
    Path copy = temporary.resolve("copy");
    try (OpenStore store = new OpenStore(data)) {
      store.resident("王秀英", "1");
      new Backup(data).make(copy);
      store.desk.scan(OpenStore.entrance("1"));
    }

    Path kept = new Restoration(data, CLOCK).run(copy).kept();

    assertNotNull(kept);
    assertEquals("daka-20261123T011502Z.replaced.db", String.valueOf(kept.getFileName()));
    assertTrue(Files.exists(kept));
  }

  @Test
  void what_is_no_copy_is_refused_and_the_database_stays() throws Exception {
    Path data = folder("data");
    try (OpenStore store = new OpenStore(data)) {
      store.resident("王秀英", "1");
      store.desk.scan(OpenStore.entrance("1"));
    }
    byte[] before = Files.readAllBytes(data.resolve(Database.FILE));
    Path copy = temporary.resolve("copy");
    new Backup(data).make(copy);
    byte[] bytes = Files.readAllBytes(copy);
    for (byte[] wrong :
        List.of(new byte[0], new byte[10_000], Arrays.copyOf(bytes, bytes.length / 2))) {
      Path file = Files.write(temporary.resolve("wrong"), wrong);

      assertThrows(StoreException.class, () -> new Restoration(data, CLOCK).run(file));

      assertArrayEquals(before, Files.readAllBytes(data.resolve(Database.FILE)));
      assertEquals(List.of(), names(data).stream().filter(n -> n.contains(".part")).toList());
    }
    assertThrows(
        StoreException.class, () -> new Restoration(data, CLOCK).run(temporary.resolve("none")));
  }

  private Path folder(String name) throws Exception {
    return Files.createDirectory(temporary.resolve(name));
  }

  private static List<String> names(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
