package daka.store.visits;

import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import daka.checkin.Decision;
import daka.checkin.NotRecordedException;
import daka.checkin.Refusal;
import daka.health.Part;
import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.rescue.StoreOpening;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that cannot write: the disk is full, or another program holds the file.
class NotRecordedTest {
  @TempDir Path folder;
  private OpenStore store;
  private int taps;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(folder);
    store.residents(List.of("W-1", "L-1"));
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void on_a_full_disk_a_tap_is_answered_as_not_recorded_and_nothing_is_half_written()
      throws Exception {
    long head = fillUp();
    for (int i = 0; i < 5; i++) {
      assertNotRecorded(store.desk.guests(1));
      assertNotRecorded(store.desk.scan(entrance("nobody")));
    }
    assertEquals(head, store.ledger.journal().head());
    var proven = assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
    assertEquals(head, proven.entries());
    assertEquals(head, proven.visits());
    assertEquals(head, store.inside("hall"));
  }

  @Test
  void health_says_so_until_there_is_space_again() throws Exception {
    fillUp();
    assertEquals(Part.State.FAILED, store.ledger.health().state());
    assertEquals(Part.State.FAILED, store.ledger.health().state());
    maxPages(1_000_000);
    assertEquals(Part.State.OK, store.ledger.health().state());
    assertEquals(Part.State.OK, store.ledger.health().state());
  }

  @Test
  void it_recovers_by_itself_with_the_next_tap_once_there_is_space() throws Exception {
    long head = fillUp();
    maxPages(1_000_000);
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
    assertEquals(head + 1, arrived.visit().id(), "no id is left out");
    assertEquals(head + 1, store.ledger.journal().head());
    assertEquals(Part.State.OK, store.ledger.health().state());
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }

  @Test
  void offers_are_after_a_failure_as_they_were_before() throws Exception {
    store.desk.guests(3);
    var last = assertInstanceOf(Decision.Arrived.class, store.desk.guests(2));
    try (Connection other = holdTheFile()) {
      assertNotRecorded(store.desk.leave(last.offer()));
      assertNotRecorded(store.desk.undo(last.offer()));
      assertNotRecorded(store.desk.chooseRoom(last.offer(), "civic"));
      assertEquals(last.offer(), store.desk.offerAbout(last.visit().id()));
      assertThrows(NotRecordedException.class, () -> store.staff.admit(1, "hall", null));
      assertEquals(0, store.desk.offerAbout(last.visit().id() + 1));
      other.rollback();
    }
    assertInstanceOf(Decision.Undone.class, store.desk.undo(last.offer()));
    assertEquals(3, store.inside("hall"));
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }

  @Test
  void a_card_that_was_not_recorded_is_tried_again_and_not_answered_as_a_repetition()
      throws Exception {
    try (Connection other = holdTheFile()) {
      assertNotRecorded(store.desk.scan(entrance("W-1")));
      other.rollback();
    }
    assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
  }

  @Test
  void another_program_can_write_while_the_kiosk_is_idle() throws Exception {
    store.desk.scan(entrance("W-1"));
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 0");
      assertEquals(1, statement.executeUpdate("INSERT INTO settings VALUES ('other', '1')"));
    }
    store.pass(Duration.ofMinutes(2));
    assertInstanceOf(Decision.Departed.class, store.desk.scan(entrance("W-1")));
  }

  @Test
  void a_page_that_cannot_be_read_is_told_and_mended_by_the_next_start() throws Exception {
    store.capacity("hall", 1_000);
    for (int i = 0; i < 200; i++) {
      store.desk.guests(1);
    }
    store.close();
    zeroTheLastPageOf("visits_by_arrival");
    store = new OpenStore(folder);
    assertNotRecorded(store.desk.guests(1));
    assertEquals(Part.State.FAILED, store.ledger.health().state());
    store.close();
    var opened = new StoreOpening(folder, () -> OpenStore.MORNING).open();
    assertNotNull(opened.note());
    store = new OpenStore(opened.database(), OpenStore.MORNING);
    assertInstanceOf(Decision.Arrived.class, store.desk.guests(1));
    assertEquals(Part.State.OK, store.ledger.health().state());
  }

  /// The page that the next tap writes to, of an index that is not read when the ledger starts.
  private void zeroTheLastPageOf(String table) throws Exception {
    long page;
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT max(pageno) FROM dbstat WHERE name = '"
                    + table
                    + "' AND pagetype = 'leaf'")) {
      page = row.getLong(1);
    }
    try (var file = FileChannel.open(folder.resolve(Database.FILE), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(4096), (page - 1) * 4096);
    }
  }

  /// Taps until the disk is full.
  ///
  /// @return how many were recorded
  private long fillUp() throws SQLException {
    maxPages(1);
    Decision decision;
    do {
      decision = store.desk.guests(1);
      taps++;
    } while (decision instanceof Decision.Arrived && taps < 1_000);
    assertNotRecorded(decision);
    assertNotEquals(1, taps);
    return taps - 1L;
  }

  /// SQLite never goes below the number of pages the file has.
  private void maxPages(int pages) throws SQLException {
    store.database.write(
        connection -> {
          try (Statement statement = connection.createStatement();
              var row = statement.executeQuery("PRAGMA max_page_count = " + pages)) {
            return row.getLong(1);
          }
        });
  }

  private Connection holdTheFile() throws SQLException {
    store.database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("PRAGMA busy_timeout = 1");
          }
        });
    Connection other = connect();
    other.setAutoCommit(false);
    try (Statement statement = other.createStatement()) {
      statement.executeUpdate("INSERT OR REPLACE INTO settings VALUES ('other', '1')");
    }
    return other;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Database.FILE));
  }

  private static void assertNotRecorded(Decision decision) {
    assertEquals(Refusal.NOT_RECORDED, assertInstanceOf(Decision.Refused.class, decision).reason());
  }
}
