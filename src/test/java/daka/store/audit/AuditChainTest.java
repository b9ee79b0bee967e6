package daka.store.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import daka.checkin.Role;
import daka.store.OpenStore;
import daka.store.file.Sql;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.register.Person;
import daka.store.register.Residents;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import daka.store.rescue.Backup;
import daka.store.rescue.Restoration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The chain of the audit log, and each way to tamper with it.
class AuditChainTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Person WANG =
      new Person("王秀英", Role.RESIDENT, "13800000001", "1948-05-17", "zh-Hans", "住三楼");

  @TempDir Path folder;
  private OpenStore store;
  private AuditLog log;

  /// 1 a resident is added, 2 a visit is corrected for a reason, 3 a token is made, 4 the resident
  /// is changed.
  @BeforeEach
  void live_through_a_morning() throws Exception {
    store = new OpenStore(folder);
    log = new AuditLog(store.database);
    asOffice(
        () -> {
          Residents residents = new Residents(store.database, store.fingerprints, store::now);
          residents.add(WANG, List.of());
          store.desk.guests(2);
          AuditLog.correcting(
              Deed.of("visit.departed").because("王秀英说的"), () -> store.staff.depart(1));
          new Tokens(store.database).issue("nightly", TokenRole.AUDITOR, store.now());
          residents.change(1, new Person("王秀英", Role.RESIDENT, null, "1948", "zh-Hans", "住三楼"));
          return log;
        });
    assertEquals(4, log.head());
  }

  private <T> T asOffice(ScopedValue.CallableOp<T, Exception> work) throws Exception {
    return new Asker(Asker.By.TOKEN, "office", "/api/v1/residents", store::now, OpenStore.ZONE)
        .call(work);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private Proof prove() {
    return new Verify(folder).prove();
  }

  private Proof.Proven proven() {
    return assertInstanceOf(Proof.Proven.class, prove());
  }

  private void tamper(String sql) throws Exception {
    store.database.write(connection -> Sql.change(connection, sql));
  }

  private List<JsonNode> entries() throws Exception {
    List<JsonNode> read = new ArrayList<>();
    for (var entry : log.after(0, 1_000_000)) {
      read.add(JSON.readTree(entry.json()));
    }
    return read;
  }

  @Test
  void verify_proves_it_beside_the_journal_and_counts_it() {
    assertEquals(new Proof.Proven(2, 1, 0, 4, List.of()), proven());
  }

  @Test
  void an_entry_tells_who_did_what_by_ids_and_fields() throws Exception {
    JsonNode changed = entries().get(3);
    assertEquals("resident.changed", changed.path("action").asText());
    assertEquals("token", changed.path("by").asText());
    assertEquals("office", changed.path("who").asText());
    assertEquals("1", changed.path("id").asText());
    assertEquals("[\"phone\",\"born\"]", changed.path("fields").toString());
    assertEquals("2026-11-23T09:15:02.120+08:00", changed.path("at").asText());
  }

  @Test
  void whoever_holds_it_proves_it_by_the_rule_of_the_journal() throws Exception {
    byte[] before = new byte[32];
    for (JsonNode entry : entries()) {
      var covered = new TreeMap<String, JsonNode>();
      entry
          .properties()
          .forEach(
              member -> {
                if (!member.getKey().startsWith("hash")) {
                  covered.put(member.getKey(), member.getValue());
                }
              });
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(before);
      before = sha256.digest(JSON.writeValueAsString(covered).getBytes(StandardCharsets.UTF_8));
      assertEquals(HexFormat.of().formatHex(before), entry.path("hash").asText());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "UPDATE audit SET entry = replace(entry, 'office', 'nobody') WHERE number = 3; 3",
        "UPDATE audit SET hash = zeroblob(32) WHERE number = 2; 2",
        "UPDATE audit SET at = at + 1 WHERE number = 1; 1",
        "DELETE FROM audit WHERE number = 2; 2",
        "DELETE FROM audit WHERE number <= 2; 1",
        "UPDATE audit SET number = 9 WHERE number = 4; 9",
        "UPDATE audit SET entry = replace(entry, '{', '{ ') WHERE number = 1; 1",
        "UPDATE audit_reasons SET reason = 'another' WHERE number = 2; 2"
      })
  void verify_names_the_entry_that_was_tampered_with(String sql, long number) throws Exception {
    tamper(sql);
    var broken = assertInstanceOf(Proof.Broken.class, prove());
    assertEquals("audit entry " + number, broken.where());
  }

  @Test
  void a_reason_that_is_erased_leaves_the_chain_proven() throws Exception {
    assertEquals("王秀英说的", entries().get(1).path("hashreason").asText());
    tamper("DELETE FROM audit_reasons");
    assertEquals(List.of("1 reasons of audit entries were erased"), proven().notes());
    assertFalse(entries().get(1).has("hashreason"));
  }

  @Test
  void a_correction_that_changes_nothing_leaves_no_entry() throws Exception {
    asOffice(() -> AuditLog.correcting(Deed.of("visit.departed"), () -> store.staff.depart(1)));
    assertEquals(4, log.head());
  }

  @Test
  void what_the_journal_tells_of_its_end_shows_that_it_was_cut_off() throws Exception {
    AuditReport report = log.report();
    store.record(report);
    assertEquals(4, proven().audited());
    tamper("DELETE FROM audit WHERE number = 4");
    var broken = assertInstanceOf(Proof.Broken.class, prove());
    assertEquals("audit entry 4", broken.where());
    assertTrue(broken.what().contains("missing at the end"), broken.what());
  }

  @Test
  void after_two_years_it_is_deleted_and_what_is_left_still_proven() throws Exception {
    AuditRetention retention = new AuditRetention(store.database, OpenStore.ZONE);
    assertEquals(0, night(retention));
    store.pass(Duration.ofDays(365));
    asOffice(() -> log.note(Deed.of("room.changed")));
    JsonNode kept = entries().getLast();
    assertEquals(0, night(retention), "the clock has jumped");
    store.pass(Duration.ofDays(364));
    night(retention);
    store.pass(Duration.ofDays(3));
    assertEquals(4, night(retention));
    Proof.Proven left = proven();
    assertEquals(2, left.audited());
    assertTrue(left.notes().getFirst().startsWith("audit entries 1 to 4 were deleted"));
    assertEquals(kept, entries().getFirst());
    assertEquals("audit.deleted", entries().getLast().path("action").asText());
    assertEquals(0, count("audit_reasons"));
    store.pass(Duration.ofDays(1));
    assertEquals(0, night(retention));
    tamper("UPDATE audit SET entry = replace(entry, '\"about\":4', '\"about\":3')");
    assertInstanceOf(Proof.Broken.class, prove());
  }

  private long night(AuditRetention retention) {
    Asker night = Asker.kiosk(store::now, OpenStore.ZONE);
    return night.call(
        () -> retention.run(store.now().atZone(OpenStore.ZONE).toLocalDate(), store.now()));
  }

  private long count(String table) throws Exception {
    return store.database.read(
        connection ->
            Sql.all(connection, "SELECT count(*) FROM " + table, row -> row.getLong(1)).getFirst());
  }

  @Test
  void a_copy_carries_it_and_after_a_restore_no_number_is_used_twice() throws Exception {
    Path copy = folder.resolve("copy.db");
    assertEquals(4, new Backup(folder).make(copy).audited());
    store.close();
    Path other = Files.createDirectory(folder.resolve("other"));
    new Restoration(other, store::now).run(copy);
    store = new OpenStore(other);
    log = new AuditLog(store.database);
    Proof.Proven restored = assertInstanceOf(Proof.Proven.class, new Verify(other).prove());
    assertEquals(6, restored.audited());
    assertTrue(log.head() > Restoration.LEAP);
    assertEquals("store.restored", entries().getLast().path("action").asText());
    assertNull(entries().getLast().get("sha256"));
  }
}
