package daka.store.rescue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.file.Schema;
import daka.store.journal.Cursors;
import daka.store.journal.JournalSource;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody else did to the schema of a sound database is no damage.
class ForeignSchemaTest {
  private static final String WRITTEN_OTHERWISE =
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = replace(replace(replace(sql, 'CREATE TABLE ' || name,
          'CREATE TABLE "' || name || '"'), ' NOT NULL', char(10, 9) || '/* must */ not null'),
        'INTEGER', 'integer') WHERE type = 'table' AND name NOT LIKE 'sqlite%';
      PRAGMA writable_schema = RESET;\
      """;

  @TempDir Path folder;

  @BeforeEach
  void three_guests_are_inside() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      store.resident("王小明", "R-1");
      store.desk.scan(OpenStore.entrance("R-1"));
      store.desk.guests(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ANALYZE|table sqlite_stat1",
        "CREATE INDEX visits_by_party ON visits (party, arrived)|index visits_by_party",
        "CREATE UNIQUE INDEX by_two ON cards (lower(fingerprint)) WHERE id > 0|index by_two",
        "CREATE VIEW inside AS SELECT * FROM visits WHERE departed IS NULL|view inside",
        "CREATE VIEW broken AS SELECT * FROM nowhere|view broken",
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)|table notes",
        "CREATE TRIGGER t AFTER UPDATE ON rooms BEGIN SELECT 1; END|trigger t",
        "ALTER TABLE settings ADD COLUMN who TEXT|column settings.who",
        "ALTER TABLE anchors ADD COLUMN who TEXT|column anchors.who",
        "ALTER TABLE visits ADD COLUMN double_party INTEGER AS (party * 2)"
            + "|column visits.double_party",
        "CREATE VIRTUAL TABLE words USING fts5 (word)|virtual table words",
      })
  void what_is_foreign_is_named_and_the_kiosk_goes_on(String sql, String foreign) throws Exception {
    execute(sql);
    StoreOpened opened = open();
    assertNull(opened.note());
    assertTrue(opened.foreign().contains(foreign), opened.foreign()::toString);
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
    assertEquals("", opened.lineage());
  }

  @Test
  void a_schema_that_is_written_in_another_way_is_the_same() throws Exception {
    execute(WRITTEN_OTHERWISE);
    StoreOpened opened = open();
    assertNull(opened.note());
    assertEquals(List.of(), opened.foreign());
    assertEquals("", opened.lineage());
  }

  @Test
  void vacuum_and_what_it_moves_is_no_damage() throws Exception {
    execute("VACUUM");
    assertNull(open().note());
  }

  @Test
  void an_index_of_ours_that_was_dropped_is_made_again() throws Exception {
    execute("DROP INDEX visits_open; DROP INDEX cards_by_resident");
    execute("CREATE INDEX cards_by_resident ON cards (kind)");
    StoreOpened opened = open();
    assertNull(opened.note());
    assertEquals(List.of(), opened.foreign());
    try (Database database = Database.open(folder)) {
      assertEquals(Map.of(), Schema.ours().indexesMissingIn(database.read(Schema::of)));
    }
  }

  @Test
  void rows_that_contradict_an_index_that_was_dropped_are_damage() throws Exception {
    execute("DROP INDEX visits_open");
    execute(
        "INSERT INTO visits (resident, party, room, reader, arrived)"
            + " SELECT resident, party, room, reader, arrived FROM visits WHERE resident = 1");
    assertNotNull(open().note());
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }

  @ParameterizedTest
  @CsvSource({
    "DROP TABLE waiting,table waiting",
    "ALTER TABLE cards DROP COLUMN expires,column cards.expires",
    "ALTER TABLE residents RENAME COLUMN phone TO mobile,column residents.phone",
  })
  void what_is_missing_of_ours_is_damage(String sql, String missing) throws Exception {
    execute(sql);
    StoreOpened opened = open();
    assertNotNull(opened.note());
    assertTrue(opened.note().contains("it lacks " + missing), opened.note());
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }

  private record StoreOpened(@Nullable String note, List<String> foreign, String lineage) {}

  /// Opens the store as a start does, and lets somebody tap.
  private StoreOpened open() throws Exception {
    StoreOpening.Opened opened = new StoreOpening(folder, () -> OpenStore.MORNING).open();
    try (OpenStore store = new OpenStore(opened.database(), OpenStore.MORNING)) {
      store.desk.guests(1);
      store.desk.scan(OpenStore.entrance("unknown"));
      new Cursors(store.database).advance("town", 1);
      return new StoreOpened(
          opened.note(), opened.foreign(), opened.database().read(JournalSource::read));
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = Database.connect(folder.resolve(Database.FILE), false);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
