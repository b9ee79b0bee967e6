package daka.store.rescue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.kiosk.KioskStarted;
import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.file.Migrations;
import daka.store.file.Schema;
import daka.store.file.Sql;
import daka.store.file.TableMap;
import daka.store.rescue.GrownSchema.OfMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A database whose schema has grown after it was lived with, damaged where its tables are told.
class MappedSalvageTest {
  private static final int TAPS = 400;

  /// Before the schema grew, after, of another kiosk with the same schema, and cut off with a log.
  @TempDir static Path places;

  private static Map<Long, String> entries = Map.of();
  private static List<String> rows = List.of();

  @TempDir Path folder;

  enum Header {
    WHOLE,
    NOISE,
    ZEROS
  }

  @BeforeAll
  static void live() throws Exception {
    Path alive = Files.createDirectory(places.resolve("alive"));
    try (OpenStore store = new OpenStore(alive)) {
      for (int i = 0; i < 30; i++) {
        store.resident("居民" + i, "R-" + i);
      }
      tap(store, TAPS);
    }
    CutOffKiosk.copy(alive, Files.createDirectory(places.resolve("before")));
    GrownSchema.with(
        () -> {
          Path other = Files.createDirectory(places.resolve("other"));
          Database database = Database.open(other);
          database.close();
          try (OpenStore store = new OpenStore(Database.open(alive), OpenStore.MORNING)) {
            GrownSchema.fill(store.database);
            CutOffKiosk.checkpoint(store);
            new Backup(alive).make(places.resolve("copy.db"));
            tap(store, 20);
            entries = entries(store.database);
            rows = GrownSchema.rows(store.database);
            CutOffKiosk.copy(alive, Files.createDirectory(places.resolve("after")));
          }
          try (Connection connection = Database.connect(other.resolve(Database.FILE), true)) {
            TableMap.keep(other, connection, "/centres/elsewhere/kiosks/other");
          }
          return other;
        });
  }

  private static void tap(OpenStore store, int times) {
    for (int i = 0; i < times; i++) {
      store.pass(Duration.ofSeconds(40));
      store.desk.scan(OpenStore.entrance("R-" + i * 7 % 30));
    }
  }

  static List<Arguments> combinations() {
    List<Arguments> all = new ArrayList<>();
    for (Header header : Header.values()) {
      for (boolean schema : new boolean[] {true, false}) {
        for (OfMap map : OfMap.values()) {
          for (boolean copy : new boolean[] {true, false}) {
            all.add(Arguments.of(header, schema, map, copy));
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest(name = "header {0}, schema {1}, map {2}, nightly copy {3}")
  @MethodSource("combinations")
  void whatever_is_lost_of_header_schema_and_map_what_is_found_is_saved(
      Header header, boolean schema, OfMap map, boolean copy) throws Exception {
    CutOffKiosk.copy(places.resolve("after"), folder);
    if (copy) {
      Files.copy(places.resolve("copy.db"), folder.resolve(Backup.NIGHTLY));
    }
    Random random = new Random(5);
    boolean lost = !schema && GrownSchema.loseSchema(folder, random);
    damage(header, random);
    GrownSchema.damageMap(map, folder, places.resolve("before"), places.resolve("other"));
    GrownSchema.with(
        () -> {
          StoreOpening.Opened opened = new StoreOpening(folder, () -> OpenStore.MORNING).open();
          boolean sound = header == Header.WHOLE && !lost;
          try (Database database = opened.database()) {
            assertEquals(sound, opened.note() == null, () -> "note: " + opened.note());
            assertEquals(entries, entries(database), opened.note());
            assertTrue(database.read(Schema::of).hasTablesOf(Schema.ours()));
            if (sound || map == OfMap.WHOLE || copy) {
              assertEquals(rows, GrownSchema.rows(database), opened.note());
            } else {
              String note = Objects.requireNonNull(opened.note());
              assertTrue(
                  note.contains("others it had are lost") || note.contains("by daka.map"), note);
            }
            goesOn(database);
          }
          assertEquals(
              Migrations.newest(), Objects.requireNonNull(TableMap.read(folder)).version());
          assertNull(new StoreOpening(folder, () -> OpenStore.MORNING).open().note());
          return opened;
        });
  }

  private void damage(Header header, Random random) throws Exception {
    switch (header) {
      case WHOLE -> {}
      case NOISE -> new Damager(folder, random).damage(Damager.Way.RANDOM_HEADER);
      case ZEROS -> new Damager(folder, random).damage(Damager.Way.ZERO_FIRST_PAGE);
    }
  }

  private void goesOn(Database database) throws Exception {
    OpenStore store = new OpenStore(database, OpenStore.MORNING.plus(Duration.ofDays(1)));
    tap(store, 3);
    store.record(new KioskStarted("1", null, store.now()));
    CutOffKiosk.proven(folder);
  }

  private static Map<Long, String> entries(Database database) throws SQLException {
    return database.read(
        connection -> {
          Map<Long, String> found = new TreeMap<>();
          Sql.all(
              connection,
              "SELECT number, event FROM journal",
              row -> found.put(row.getLong(1), row.getString(2)));
          return found;
        });
  }
}
