package daka.store.proof;

import static daka.store.OpenStore.entrance;
import static daka.store.OpenStore.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daka.checkin.Decision;
import daka.device.Waiting;
import daka.event.HashChain;
import daka.kiosk.KioskStarted;
import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.journal.Cursors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A journal with every kind of entry is proven, and each way to tamper with it is found.
class VerifyTest {
  @TempDir Path folder;
  private OpenStore store;

  /// 1 refused, 2 visit 1 arrives, 3 its room is corrected, 4 it moves and is visit 2, 5 that is
  /// undone, 6 visit 1 departs, 7 that is undone, 8 visit 3 of guests arrives, 9 visit 1 is closed,
  /// 10 visit 3 is closed, 11 visit 4 arrives, outside of hours, 12 the kiosk starts, 13 visit 5
  /// arrives, 14 staff end it.
  @BeforeEach
  void live_through_every_kind_of_entry() throws Exception {
    store = new OpenStore(folder);
    store.resident("王小明", "W-1");
    long li = store.resident("李雷", "L-1");
    store.desk.scan(entrance("nobody"));
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
    store.desk.chooseRoom(arrived.offer(), "sports");
    store.pass(Duration.ofMinutes(5));
    var moved = assertInstanceOf(Decision.Moved.class, store.desk.scan(room("civic", "W-1")));
    store.desk.undo(moved.offer());
    store.pass(Duration.ofMinutes(5));
    var departed = assertInstanceOf(Decision.Departed.class, store.desk.scan(entrance("W-1")));
    store.desk.undo(departed.offer());
    store.desk.guests(3);
    store.pass(Duration.ofHours(12));
    store.staff.close();
    store.desk.scan(entrance("W-1"));
    store.record(new KioskStarted("1\u001f\"\\\u007f", "说明\n", store.now()));
    store.staff.admit(li, "council", null);
    store.staff.depart(5);
    assertEquals(14, store.ledger.journal().head());
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void a_journal_with_every_kind_of_entry_is_proven_beside_the_running_kiosk() {
    var proven = assertInstanceOf(Proof.Proven.class, prove());
    assertEquals(new Proof.Proven(14, 5, 1, 0, List.of()), proven);
  }

  @Test
  void a_journal_is_proven_when_the_kiosk_is_off() throws Exception {
    store.close();
    assertInstanceOf(Proof.Proven.class, prove());
  }

  @Test
  void visits_of_a_resident_who_was_deleted_are_proven_without_the_resident() throws Exception {
    tamper("DELETE FROM residents WHERE name = '李雷'");
    var proven = assertInstanceOf(Proof.Proven.class, prove());
    assertEquals(List.of("1 visits are of residents who were deleted since"), proven.notes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          entry 6  | UPDATE journal SET event = replace(event, 'sports', 'civic') WHERE number = 6
          entry 6  | UPDATE journal SET event = replace(event, ',', ', ') WHERE number = 6
          entry 6  | UPDATE journal SET hash = zeroblob(32) WHERE number = 6
          entry 1  | DELETE FROM journal WHERE number = 1
          entry 6  | DELETE FROM journal WHERE number = 6
          entry 6  | DELETE FROM journal WHERE number IN (6, 7)
          entry 6  | UPDATE journal SET number = CASE number WHEN 6 THEN -8 WHEN 8 THEN -6 END WHERE number IN (6, 8); UPDATE journal SET number = -number WHERE number < 0
          entry 9  | UPDATE visits SET room = 'civic' WHERE id = 1
          entry 9  | UPDATE visits SET departed = departed + 1 WHERE id = 1
          entry 9  | UPDATE visits SET ended = 'tap' WHERE id = 1
          entry 10 | UPDATE visits SET ended = NULL, departed = NULL WHERE id = 3
          entry 2  | UPDATE visits SET arrived = arrived - 1 WHERE id = 1
          entry 2  | UPDATE visits SET reader = 'x' WHERE id = 1
          entry 2  | UPDATE visits SET resident = 2 WHERE id = 1
          entry 2  | UPDATE visits SET outside_hours = 1 WHERE id = 1
          entry 2  | UPDATE visits SET evidence = 'idcard' WHERE id = 1
          entry 2  | UPDATE visits SET evidence = NULL WHERE id = 1
          entry 8  | UPDATE visits SET evidence = 'staff' WHERE id = 3
          entry 8  | UPDATE visits SET party = 4 WHERE id = 3
          entry 8  | UPDATE visits SET resident = 2 WHERE id = 3
          entry 5  | UPDATE visits SET ended = 'tap' WHERE id = 2
          entry 10 | DELETE FROM visits WHERE id = 3
          entry 11 | DELETE FROM visits WHERE id = 4
          visit 6  | INSERT INTO visits SELECT 6, resident, party, room, reader, arrived, departed, ended, 0, NULL, evidence FROM visits WHERE id = 1
          entry 7  | DELETE FROM journal WHERE number > 7
          visit 4  | DELETE FROM journal WHERE number > 10
          anchors  | DELETE FROM anchors
          entry 14 | INSERT INTO anchors VALUES (14, zeroblob(32), 'forged', 0)
          cursor town | INSERT INTO cursors VALUES ('town', 15)
          entry 15, set aside for town | INSERT INTO set_aside VALUES ('town', 15, 422, '', 0)
          """)
  void tampering_is_found_and_the_first_wrong_entry_named(String where, String sql)
      throws Exception {
    tamper(sql);
    var broken = assertInstanceOf(Proof.Broken.class, prove());
    assertEquals(where, broken.where(), broken.what());
  }

  @Test
  void an_entry_that_is_forged_with_its_hash_breaks_the_next_one() throws Exception {
    store.database.write(
        connection -> {
          String event = text(connection, "SELECT event FROM journal WHERE number = 6");
          String before = text(connection, "SELECT hex(hash) FROM journal WHERE number = 5");
          String forged = event.replace("sports", "civic");
          byte[] hash = HashChain.next(java.util.HexFormat.of().parseHex(before), forged);
          try (var update =
              connection.prepareStatement(
                  "UPDATE journal SET event = ?, hash = ? WHERE number = 6")) {
            update.setString(1, forged);
            update.setBytes(2, hash);
            return update.executeUpdate();
          }
        });
    var broken = assertInstanceOf(Proof.Broken.class, prove());
    assertEquals("entry 7", broken.where(), broken.what());
  }

  @Test
  void a_tail_that_was_cut_off_is_found_by_the_cursors() throws Exception {
    store.ledger.journal();
    new Cursors(store.database).advance("town", 14);
    tamper("DELETE FROM journal WHERE number > 12; DELETE FROM visits WHERE id = 5");
    var broken = assertInstanceOf(Proof.Broken.class, prove());
    assertEquals("cursor town", broken.where());
    assertTrue(broken.what().contains("ends at 12"), broken.what());
  }

  @Test
  void entries_whose_loss_is_declared_are_noted_and_their_visits_proven_in_part() throws Exception {
    tamper(
        """
        INSERT INTO anchors SELECT number, hash, 'lost', 0 FROM journal WHERE number = 8;
        DELETE FROM journal WHERE number BETWEEN 4 AND 7\
        """);
    var proven = assertInstanceOf(Proof.Proven.class, prove());
    assertEquals(
        List.of(
            "entries 4 to 7 are missing, as declared: lost",
            "2 visits could be proven only in part, because entries are missing"),
        proven.notes());
    tamper("UPDATE visits SET departed = departed + 1 WHERE id = 1");
    var broken = assertInstanceOf(Proof.Broken.class, prove());
    assertEquals("entry 9", broken.where(), broken.what());
  }

  @Test
  void a_third_party_proves_the_chain_from_the_pulled_json_alone() throws Exception {
    assumeTrue(Path.of("/usr/bin/python3").toFile().canExecute(), "there is no python3 here");
    String script =
        """
        import hashlib, json, sys
        before = bytes(32)
        for number, line in enumerate(sys.stdin, 1):
            event = json.loads(line)
            stored, linked = event.pop('hash'), event.pop('hashbefore')
            assert int(event['sequence']) == number, f'{number}: sequence {event["sequence"]}'
            assert linked == before.hex(), f'{number}: does not follow'
            text = json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(',', ':'))
            before = hashlib.sha256(before + text.encode()).digest()
            assert before.hex() == stored, f'{number}: was changed'
        print('proven', number)
        """;
    assertEquals("proven 14", python(script, lines()));
    assertTrue(python(script, lines().replaceFirst("sports", "civic")).contains("3: was changed"));
  }

  private String lines() {
    StringBuilder lines = new StringBuilder();
    store.ledger.journal().after(0, 100).forEach(e -> lines.append(e.json()).append('\n'));
    return lines.toString();
  }

  private String python(String script, String input) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path in = Files.writeString(folder.resolve("in.txt"), input);
    Process python =
        new ProcessBuilder("/usr/bin/python3", "-c", script)
            .redirectInput(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertTrue(
        python.waitFor(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS), "python did not end");
    return Files.readString(out).strip();
  }

  private Proof prove() {
    return new Verify(folder).prove();
  }

  private void tamper(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Database.FILE));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA foreign_keys = " + sql.contains("residents"));
      statement.executeUpdate(sql);
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      return row.getString(1);
    }
  }
}
