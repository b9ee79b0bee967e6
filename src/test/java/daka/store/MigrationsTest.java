package daka.store;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A database that the first version made and that was lived with is brought up to date.
class MigrationsTest extends CutOffKiosk {
  private static final String ROWS =
      "SELECT residents.id, name, cards.* FROM residents JOIN cards ON resident = residents.id";
  private static final String JOURNAL = "SELECT number, event, hex(hash) FROM journal";

  private Path file;
  private List<String> rows;
  private List<String> entries;

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

  private static String first() throws Exception {
    try (InputStream in = Migrations.class.getResourceAsStream("001-first.sql")) {
      return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Where the schema grew onto a further page, that would be another one in a database with rows.
  @Test
  void the_schema_has_the_pages_that_it_had_in_the_first_version() throws Exception {
    try (Connection first = Database.connect(folder.resolve("first.db"), false);
        Statement statement = first.createStatement();
        Database newest = Database.open(Files.createDirectory(folder.resolve("newest")))) {
      statement.executeUpdate(first());
      assertEquals(
          strings(first, "PRAGMA page_count"),
          newest.read(found -> strings(found, "PRAGMA page_count")));
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
    Opening.Opened opened = open();
    assertNotNull(opened.note());
    try (Database database = opened.database()) {
      assertEquals(rows, database.read(connection -> strings(connection, ROWS)), opened.note());
      assertEquals(entries, database.read(connection -> strings(connection, JOURNAL)));
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
