package daka.store.file;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.event.HashChain;
import daka.store.rescue.CutOffKiosk;
import daka.store.rescue.Damager;
import daka.store.rescue.StoreOpening;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A database that the first version made and that was lived with is brought up to date.
class MigrationsTest extends CutOffKiosk {
  private static final String ROWS =
      "SELECT residents.id, name, cards.id, resident, kind, fingerprint, blocked, expires,"
          + " cards.created FROM residents JOIN cards ON resident = residents.id";
  private static final String FLOORS = "SELECT id, floor FROM rooms ORDER BY position";
  private static final String JOURNAL = "SELECT number, event, hex(hash) FROM journal";

  private Path file;
  private List<String> rows;
  private List<String> entries;

  @BeforeEach
  void fill_a_database_of_the_first_version() throws Exception {
    file = folder.resolve(Database.FILE);
    try (Connection connection = Database.connect(file, false);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql("001-first.sql"));
      statement.executeUpdate("PRAGMA user_version = 1");
      statement.executeUpdate("PRAGMA foreign_keys = OFF");
      statement.executeUpdate("ATTACH '" + template.resolve("alive/daka.db") + "' AS lived");
      for (String table :
          strings(connection, "SELECT name FROM main.sqlite_schema WHERE type = 'table'")) {
        String columns = String.join(", ", Schema.columns(connection, table));
        statement.executeUpdate("DELETE FROM main." + table);
        statement.executeUpdate(
            "INSERT INTO main.%1$s SELECT %2$s FROM lived.%1$s".formatted(table, columns));
      }
      forgetEvidence(connection);
      rows = strings(connection, ROWS);
      entries = strings(connection, JOURNAL);
      assertEquals(100, rows.size());
    }
  }

  /// The first version told nothing of how people were identified.
  private static void forgetEvidence(Connection connection) throws SQLException {
    byte[] before = new byte[32];
    long number = 0;
    connection.setAutoCommit(false);
    for (String event : strings(connection, "SELECT event FROM journal ORDER BY number")) {
      String old = event.replaceFirst(",\"evidence\":\"[a-z]+\"", "");
      before = HashChain.next(before, old);
      Sql.change(
          connection,
          "UPDATE journal SET event = ?, hash = ? WHERE number = ?",
          old,
          before,
          ++number);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static String sql(String file) throws Exception {
    try (InputStream in = Migrations.class.getResourceAsStream(file)) {
      return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Such a database without a map is read by the pages of an empty one.
  @Test
  void up_to_the_third_version_the_tables_stay_on_the_pages_of_an_empty_database()
      throws Exception {
    try (Connection connection = Database.connect(file, false)) {
      TableMap before = TableMap.of(connection, "");
      Migrations.apply(new Writer(connection), 3);
      TableMap after = TableMap.of(connection, "");
      assertEquals(roots(before), roots(after));
      try (Connection empty = Database.connect(folder.resolve("empty.db"), false)) {
        Migrations.apply(new Writer(empty), 3);
        assertEquals(TableMap.of(empty, ""), after);
      }
    }
  }

  private static List<String> roots(TableMap map) {
    return map.objects().stream().map(item -> item.name() + " at " + item.root()).toList();
  }

  @Test
  void every_row_stays_and_a_pin_is_a_kind_of_card() throws Exception {
    StoreOpening.Opened opened = open();
    assertNull(opened.note());
    try (Database database = opened.database()) {
      assertEquals(rows, database.read(connection -> strings(connection, ROWS)));
      Schema schema = database.read(Schema::of);
      assertTrue(schema.hasTablesOf(Schema.ours()));
      assertEquals(Map.of(), Schema.ours().indexesMissingIn(schema));
      assertEquals(List.of(), opened.foreign());
      assertEquals(List.of("ok"), database.read(found -> strings(found, "PRAGMA integrity_check")));
      assertEquals(List.of(), database.read(found -> strings(found, "PRAGMA foreign_key_check")));
      database.write(connection -> insert(connection, 1, "pin"));
      assertThrows(SQLException.class, () -> database.write(db -> insert(db, 1, "fax")));
      assertThrows(SQLException.class, () -> database.write(db -> insert(db, 999, "pin")));
      tap(database);
      assertEquals(
          List.of("null", "none", "qr"),
          database.read(
              found -> strings(found, "SELECT DISTINCT evidence FROM visits ORDER BY id")));
      assertThrows(
          SQLException.class,
          () -> database.write(db -> Sql.change(db, "UPDATE visits SET evidence = 'fax'")));
    }
    assertEquals(visits + 2, proven(folder).visits());
  }

  @Test
  void a_new_centre_has_its_six_rooms_on_two_floors() throws Exception {
    try (Database newest = Database.open(Files.createDirectory(folder.resolve("newest")))) {
      assertEquals(
          List.of("hall|1F", "party|2F", "civic|2F", "veterans|1F", "council|2F", "sports|2F"),
          newest.read(found -> strings(found, FLOORS)));
    }
  }

  @Test
  void the_rooms_of_a_centre_that_has_been_at_work_stay_where_they_are() throws Exception {
    try (Connection connection = Database.connect(file, false)) {
      Sql.change(connection, "UPDATE rooms SET floor = '3F' WHERE id = 'sports'");
    }
    try (Database database = open().database()) {
      assertEquals("sports|3F", database.read(found -> strings(found, FLOORS)).getLast());
    }
  }

  @Test
  void rooms_with_the_names_they_came_with_get_those_of_all_languages_and_others_keep_theirs()
      throws Exception {
    try (Connection connection = Database.connect(file, false)) {
      Sql.change(connection, "UPDATE rooms SET name = '大厅' WHERE id = 'hall'");
    }
    try (Database database = open().database()) {
      assertEquals(
          List.of("hall|大厅|null|null", "sports|文体活动室|zh-Hans|Culture & Sports"),
          database.read(
              found ->
                  strings(
                      found,
                      "SELECT id, rooms.name, rooms.language, t.name FROM rooms LEFT JOIN"
                          + " room_translations t ON room = id AND t.language = 'en' WHERE id IN"
                          + " ('hall', 'sports') ORDER BY id")));
    }
  }

  @Test
  void what_settings_said_of_rooms_has_tables_of_its_own_and_moves_once() throws Exception {
    try (Connection connection = Database.connect(file, false)) {
      Sql.change(
          connection,
          "INSERT INTO settings (name, value) VALUES ('room.party.closed', 'always'),"
              + " ('room.sports.closed', 'mon,sun,2027-01-01'), ('room.civic.closed', '\"'),"
              + " ('room.hall.name.0000000000000000007', '大厅')");
    }
    String again = sql("012-rooms.sql");
    try (Database database = open().database()) {
      for (int time = 1; time <= 2; time++) {
        assertEquals(
            List.of("party|always", "sports|2027-01-01", "sports|mon", "sports|sun"),
            database.read(found -> strings(found, "SELECT * FROM room_closures ORDER BY 1, 2")));
        assertEquals(
            List.of("hall|7|大厅"),
            database.read(found -> strings(found, "SELECT * FROM room_names")));
        assertEquals(
            List.of(),
            database.read(
                found -> strings(found, "SELECT name FROM settings WHERE name GLOB 'room.*'")));
        database.write(connection -> run(connection, again));
      }
    }
  }

  private static int run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static int insert(Connection connection, long resident, String kind) throws SQLException {
    return Sql.change(
        connection,
        "INSERT INTO cards (resident, kind, fingerprint, created) VALUES (?, ?, ?, 0)",
        resident,
        kind,
        kind + resident);
  }

  /// The page of a table is all that is left to find it by when the header is lost.
  @Test
  void a_header_that_is_lost_after_the_change_costs_no_row() throws Exception {
    open().database().close();
    damageHeader();
    assertSalvaged();
  }

  @Test
  void a_header_that_was_lost_before_it_costs_no_row_either() throws Exception {
    damageHeader();
    assertSalvaged();
  }

  private void damageHeader() throws Exception {
    new Damager(folder, new Random(7)).damage(Damager.Way.RANDOM_HEADER);
  }

  private void assertSalvaged() throws Exception {
    StoreOpening.Opened opened = open();
    assertNotNull(opened.note());
    try (Database database = opened.database()) {
      assertEquals(rows, database.read(connection -> strings(connection, ROWS)), opened.note());
      assertEquals(entries, database.read(connection -> strings(connection, JOURNAL)));
    }
    assertEquals(visits, proven(folder).visits());
  }

  private StoreOpening.Opened open() {
    return new StoreOpening(folder, () -> end).open();
  }

  private static List<String> strings(Connection connection, String query) throws SQLException {
    List<String> strings = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : "|").append(rows.getString(i));
        }
        strings.add(row.toString());
      }
    }
    return strings;
  }
}
