package daka.store;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A database that the first version made and that was lived with is brought up to date.
class MigrationsTest extends CutOffKiosk {
  private static final String ROWS =
      "SELECT residents.id, name, cards.* FROM residents JOIN cards ON resident = residents.id";

  private Path file;
  private List<String> rows;

  @BeforeEach
  void fill_a_database_of_the_first_version() throws Exception {
    file = folder.resolve(Database.FILE);
    try (Connection connection = Database.connect(file, false);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(first());
      statement.executeUpdate("PRAGMA user_version = 1");
      statement.executeUpdate("PRAGMA foreign_keys = OFF");
      statement.executeUpdate("ATTACH '" + template.resolve("alive/daka.db") + "' AS lived");
      for (String table :
          strings(connection, "SELECT name FROM lived.sqlite_schema WHERE type = 'table'")) {
        statement.executeUpdate("DELETE FROM main." + table);
        statement.executeUpdate("INSERT INTO main.%1$s SELECT * FROM lived.%1$s".formatted(table));
      }
      rows = strings(connection, ROWS);
      assertEquals(100, rows.size());
    }
  }

  private static String first() throws Exception {
    try (InputStream in = Migrations.class.getResourceAsStream("001-first.sql")) {
      return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void every_row_stays_and_a_pin_is_a_kind_of_card() throws Exception {
    Opening.Opened opened = open();
    assertNull(opened.note());
    try (Database database = opened.database()) {
      assertEquals(rows, database.read(connection -> strings(connection, ROWS)));
      assertEquals(Schema.ours(), database.read(Schema::of));
      assertEquals(List.of("ok"), database.read(found -> strings(found, "PRAGMA integrity_check")));
      assertEquals(List.of(), database.read(found -> strings(found, "PRAGMA foreign_key_check")));
      database.write(connection -> insert(connection, 1, "pin"));
      assertThrows(SQLException.class, () -> database.write(db -> insert(db, 1, "fax")));
      assertThrows(SQLException.class, () -> database.write(db -> insert(db, 999, "pin")));
      tap(database);
    }
    assertEquals(visits + 2, proven(folder).visits());
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
  void a_header_that_is_lost_after_the_change_costs_no_card() throws Exception {
    open().database().close();
    damageHeader();
    assertSalvaged();
  }

  @Test
  void a_header_that_was_lost_before_it_costs_no_card_either() throws Exception {
    damageHeader();
    assertSalvaged();
  }

  private void damageHeader() throws Exception {
    new Damager(folder, new Random(7)).damage(Damager.Way.RANDOM_HEADER);
  }

  private void assertSalvaged() throws Exception {
    Opening.Opened opened = open();
    assertNotNull(opened.note());
    try (Database database = opened.database()) {
      assertEquals(rows, database.read(connection -> strings(connection, ROWS)), opened.note());
      assertEquals(ENTRIES, journal(database), opened.note());
    }
    assertEquals(visits, proven(folder).visits());
  }

  private Opening.Opened open() {
    return new Opening(folder, () -> end).open();
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
