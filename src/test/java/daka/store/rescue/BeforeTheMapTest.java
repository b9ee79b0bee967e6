package daka.store.rescue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.file.Migrations;
import daka.store.file.Schema;
import daka.store.file.Sql;
import daka.store.file.TableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The data folders of [FolderOfBefore], opened by this version.
class BeforeTheMapTest {
  private static final int ENTRIES = 281;

  @TempDir Path folder;
  private Path sound;
  private Path damaged;

  @BeforeEach
  void unpack() throws IOException {
    sound = FolderOfBefore.unpack("sound", folder);
    damaged = FolderOfBefore.unpack("damaged", folder);
  }

  @Test
  void a_sound_one_is_brought_up_to_date_and_mapped() throws Exception {
    StoreOpening.Opened opened = open(sound);
    try (Database database = opened.database()) {
      assertNull(opened.note());
      assertEquals(ENTRIES, entries(database).size());
      assertEquals(Migrations.newest(), map(sound).version());
      assertTrue(database.read(Schema::of).hasTablesOf(Schema.ours()));
    }
    assertEquals(200, CutOffKiosk.proven(sound).visits());
  }

  @Test
  void a_damaged_one_loses_what_was_on_the_page_and_nothing_else() throws Exception {
    Map<Long, String> all;
    int people;
    StoreOpening.Opened before = open(sound);
    try (Database database = before.database()) {
      all = entries(database);
      people = people(before);
    }
    StoreOpening.Opened opened = open(damaged);
    try (Database database = opened.database()) {
      assertNotNull(opened.note());
      Map<Long, String> saved = entries(database);
      TreeSet<Long> missing = new TreeSet<>(all.keySet());
      missing.removeAll(saved.keySet());
      assertTrue(missing.size() < 10, () -> missing + ": " + opened.note());
      assertEquals(missing.size() - 1, missing.last() - missing.first(), "they stood together");
      saved.forEach((number, event) -> assertEquals(all.get(number), event));
      assertEquals(people, people(opened), "nobody is lost");
    }
    assertEquals(200, CutOffKiosk.proven(damaged).visits());
  }

  /// A start before the damage is all that a map needs.
  @Test
  void one_that_was_opened_once_has_a_map_to_be_saved_by() throws Exception {
    open(sound).database().close();
    new Damager(sound, new Random(1)).damage(Damager.Way.ZERO_FIRST_PAGE);
    StoreOpening.Opened opened = open(sound);
    try (Database database = opened.database()) {
      assertNotNull(opened.note());
      assertEquals(ENTRIES, entries(database).size());
    }
  }

  private static TableMap map(Path of) {
    return Objects.requireNonNull(TableMap.read(of));
  }

  private static StoreOpening.Opened open(Path of) {
    return new StoreOpening(of, () -> OpenStore.MORNING).open();
  }

  private static int people(StoreOpening.Opened opened) throws SQLException {
    return opened
        .database()
        .read(c -> Sql.all(c, "SELECT name || role || subject FROM residents", r -> r.getString(1)))
        .hashCode();
  }

  private static Map<Long, String> entries(Database database) throws SQLException {
    return database.read(
        connection -> {
          Map<Long, String> entries = new TreeMap<>();
          Sql.all(
              connection,
              "SELECT number, event FROM journal",
              row -> entries.put(row.getLong(1), row.getString(2)));
          return entries;
        });
  }
}
