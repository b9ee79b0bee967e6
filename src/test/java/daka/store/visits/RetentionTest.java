package daka.store.visits;

import static daka.store.OpenStore.HOURS;
import static daka.store.OpenStore.MORNING;
import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.CardKind;
import daka.checkin.Decision;
import daka.store.OpenStore;
import daka.store.journal.Cursors;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.rescue.Backup;
import daka.store.rescue.Damager;
import daka.store.rescue.Restoration;
import daka.store.rescue.StoreOpening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was kept long enough is deleted for good, and the rest stays provable.
class RetentionTest {
  private static final int DAYS = 30;

  @TempDir Path folder;
  private Path data = Path.of("");
  private OpenStore store;
  private Cursors cursors;
  private Retention retention;

  @BeforeEach
  void open() throws Exception {
    data = Files.createDirectory(folder.resolve("data"));
    store = new OpenStore(data);
    cursors = new Cursors(store.database);
    retention = retention(Set.of("town"));
    for (int i = 0; i < 200; i++) {
      store.resident("居民" + i, "R-" + i);
    }
  }

  private Retention retention(Set<String> receivers) {
    return new Retention(store.database, store.ledger, DAYS, false, receivers);
  }

  @AfterEach
  void close() throws Exception {
    Proof proof = new Verify(data).prove();
    store.close();
    assertInstanceOf(Proof.Proven.class, proof, proof.toString());
  }

  /// A day on which so many come, and its night, on which the town has everything.
  private Retention.Night day(int from, int to, boolean sent) throws Exception {
    for (int i = from; i < to; i++) {
      store.pass(Duration.ofSeconds(10));
      store.desk.scan(entrance("R-" + i));
    }
    store.pass(Duration.ofHours(13));
    store.staff.close();
    if (sent) {
      cursors.advance("town", head());
    }
    Retention.Night night = night();
    store.setClock(
        HOURS.day(store.now()).plusDays(1).atTime(9, 0).atZone(OpenStore.ZONE).toInstant());
    return night;
  }

  private Retention.Night night() {
    return retention.run(HOURS.day(store.now()), store.now());
  }

  private void days(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      day(150, 151, true);
    }
  }

  private long head() {
    return store.ledger.journal().head();
  }

  @Test
  void entries_that_every_upstream_has_had_for_the_days_are_deleted_and_the_rest_is_proven()
      throws Exception {
    day(0, 60, true);
    long old = head();
    days(DAYS - 1);
    assertEquals("1", store.text("SELECT min(number) FROM journal"), "not a day too early");
    assertEquals(old, day(150, 151, true).entries());

    assertEquals(old, store.ledger.journal().deleted());
    assertEquals(old + 1 + "", store.text("SELECT min(number) FROM journal"));
    assertEquals("61", store.text("SELECT min(id) FROM visits"));
    Proof.Proven proven = assertInstanceOf(Proof.Proven.class, new Verify(data).prove());
    assertEquals(DAYS, proven.visits());
    assertEquals(
        List.of(
            "entries 1 to %d were deleted after the days that they are kept, as entry %d says; the proof begins after them"
                .formatted(old, head())),
        proven.notes());
    String told = store.lastEntry();
    assertTrue(told.contains("\"type\":\"daka.journal.deleted\""), told);
    assertTrue(told.contains("\"upto\":\"%012d\"".formatted(old)), told);
    String first = store.ledger.journal().after(old, 1).getFirst().json();
    String hash = told.replaceFirst(".*\"data\":\\{[^}]*\"hash\":\"([0-9a-f]{64}).*", "$1");
    assertTrue(
        first.contains("\"hashbefore\":\"" + hash + "\""), "the chain goes on from what it says");
    days(2);
  }

  @Test
  void what_one_upstream_lacks_is_kept_whatever_its_age() throws Exception {
    cursors.advance("mqtt", 0);
    day(0, 10, true);
    days(DAYS + 5);
    assertEquals("1", store.text("SELECT min(number) FROM journal"));
    assertEquals(List.of("mqtt"), retention.forgottenCursors());
    cursors.advance("mqtt", 12);
    days(DAYS + 1);
    assertEquals("13", store.text("SELECT min(number) FROM journal"), "counted from when it came");
  }

  @Test
  void an_upstream_that_never_got_anything_keeps_all() throws Exception {
    retention = retention(Set.of("town", "mqtt"));
    day(0, 10, true);
    days(DAYS + 5);
    assertEquals("1", store.text("SELECT min(number) FROM journal"));
  }

  @Test
  void a_centre_without_upstream_deletes_by_age_alone() throws Exception {
    retention = retention(Set.of());
    day(0, 10, false);
    for (int i = 0; i < DAYS; i++) {
      day(150, 151, false);
    }
    assertEquals("11", store.text("SELECT min(id) FROM visits"));
  }

  @Test
  void a_clock_that_jumps_ten_years_deletes_nothing() throws Exception {
    day(0, 10, true);
    days(5);
    store.pass(Duration.ofDays(3652));
    assertTrue(night().waits());
    store.setClock(MORNING.plus(Duration.ofDays(7)));
    days(3);
    assertEquals("1", store.text("SELECT min(number) FROM journal"));
    assertNull(store.text("SELECT max(name) FROM settings WHERE name > 'passed 2030'"));
  }

  @Test
  void no_byte_of_what_was_deleted_is_left_in_the_folder() throws Exception {
    store.capacity("hall", 300);
    day(0, 200, true);
    List<String> gone = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      gone.add(store.fingerprints.pseudonym(CardKind.QR, "R-" + i));
      gone.add("\"visit\":\"" + (i + 1) + "\"");
    }
    for (int i = 0; i < 100; i++) {
      gone.add(store.fingerprints.of(CardKind.QR, "R-" + i).hex());
    }
    store.desk.scan(entrance("nobody"));
    gone.add(java.util.Objects.requireNonNull(store.text("SELECT fingerprint FROM waiting")));
    days(DAYS);
    retention = new Retention(store.database, store.ledger, DAYS, true, Set.of("town"));
    day(150, 151, true);
    assertEquals(
        "1", store.text("SELECT count(*) FROM residents"), "who has not come is deleted if wished");
    assertTrue(retention.emptyLog());
    assertGone(gone);
    Path copy = data.resolve("daka.copy.db");
    new Backup(data).make(copy);
    assertGone(gone);
    Files.delete(copy);
  }

  private void assertGone(List<String> gone) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String text : gone) {
          assertFalse(bytes.contains(text), file + " still has " + text);
        }
      }
    }
  }

  /// Index pages are split as they fill, and what was moved to another page must not stay behind.
  @Test
  void no_fingerprint_of_some_of_many_residents_is_left_in_the_folder() throws Exception {
    store.residents(java.util.stream.IntStream.range(0, 3_000).mapToObj(i -> "M-" + i).toList());
    List<String> gone = new ArrayList<>();
    for (int i = 0; i < 3_000; i += 10) {
      gone.add(store.fingerprints.of(CardKind.QR, "M-" + i).hex());
      gone.add(store.fingerprints.pseudonym(CardKind.QR, "M-" + i));
      store.execute(
          "DELETE FROM residents WHERE id = (SELECT resident FROM cards WHERE fingerprint = '"
              + store.fingerprints.of(CardKind.QR, "M-" + i).hex()
              + "')");
    }
    assertTrue(retention.emptyLog());
    assertGone(gone);
  }

  @Test
  void residents_stay_unless_the_config_says_otherwise() throws Exception {
    day(0, 10, true);
    days(DAYS + 1);
    assertEquals("200", store.text("SELECT count(*) FROM residents"));
  }

  @Test
  void whoever_is_inside_when_the_others_are_deleted_stays_so() throws Exception {
    day(0, 10, true);
    days(DAYS - 1);
    store.desk.scan(entrance("R-3"));
    cursors.advance("town", head());
    store.pass(Duration.ofDays(DAYS));
    for (int i = 0; i < DAYS + 2; i++) {
      store.pass(Duration.ofDays(1));
      night();
    }
    assertEquals(1, store.inside("hall"));
    assertEquals("1", store.text("SELECT count(*) FROM visits"));
    assertInstanceOf(Proof.Proven.class, new Verify(data).prove());
    store.staff.close();
    assertEquals(0, store.inside("hall"));
  }

  @Test
  void no_number_and_no_visit_is_used_twice_after_a_restart() throws Exception {
    day(0, 10, true);
    for (int i = 0; i < DAYS + 1; i++) {
      day(0, 0, true);
    }
    assertEquals("0", store.text("SELECT count(*) FROM visits"));
    long head = head();
    store.close();
    store = new OpenStore(data, store.now());
    assertEquals(head, head());
    Decision.Arrived arrived =
        assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("R-1")));
    assertEquals(11, arrived.visit().id());
  }

  @Test
  void many_old_entries_go_in_steps() throws Exception {
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 400; j++) {
        store.pass(Duration.ofSeconds(61));
        store.desk.scan(entrance("R-" + j % 200));
      }
    }
    long before = head();
    day(0, 10, true);
    days(DAYS - 1);
    Retention.Night night = day(150, 151, true);
    assertTrue(night.entries() > before);
    assertEquals(night.entries(), store.ledger.journal().deleted());
  }

  @Test
  void a_forged_deletion_is_found() throws Exception {
    day(0, 10, true);
    store.execute(
        "CREATE TEMP TABLE kept AS SELECT * FROM journal WHERE number <= 5; INSERT INTO anchors"
            + " SELECT number, hash, 'deleted after the days that it is kept', 0 FROM journal WHERE"
            + " number = 5");
    store.execute("DELETE FROM journal WHERE number <= 5");
    store.execute("DELETE FROM anchors WHERE number = 0");
    store.execute("CREATE TEMP TABLE kept_visits AS SELECT * FROM visits WHERE id <= 5");
    store.execute("DELETE FROM visits WHERE id <= 5");
    Proof.Broken broken = assertInstanceOf(Proof.Broken.class, new Verify(data).prove());
    assertEquals("anchors", broken.where());
    store.execute("INSERT INTO journal SELECT * FROM temp.kept");
    store.execute("INSERT INTO visits SELECT * FROM temp.kept_visits");
    store.execute("DELETE FROM anchors");
    store.execute("INSERT INTO anchors VALUES (0, zeroblob(32), 'begin', 0)");
  }

  @Test
  void a_deletion_that_goes_further_than_the_journal_says_is_found() throws Exception {
    day(0, 10, true);
    days(DAYS);
    long deleted = store.ledger.journal().deleted();
    String next = store.text("SELECT hex(hash) FROM journal WHERE number = " + (deleted + 1));
    String hash = store.text("SELECT hex(hash) FROM anchors");
    store.execute("UPDATE anchors SET number = number + 1, hash = x'" + next + "'");
    assertInstanceOf(Proof.Broken.class, new Verify(data).prove());
    store.execute("UPDATE anchors SET number = number - 1, hash = x'" + hash + "'");
  }

  @Test
  void a_copy_is_restored_with_its_anchor_and_deleted_from_again() throws Exception {
    day(0, 10, true);
    days(DAYS);
    Path copy = folder.resolve("copy.db");
    new Backup(data).make(copy);
    long deleted = store.ledger.journal().deleted();
    store.close();
    new Restoration(data, store::now).run(copy);
    store = new OpenStore(data, store.now());
    cursors = new Cursors(store.database);
    retention = retention(Set.of("town"));
    assertEquals(deleted, store.ledger.journal().deleted());
    days(2);
    assertTrue(store.ledger.journal().deleted() > deleted);
    assertTrue(head() > Restoration.LEAP);
  }

  @Test
  void what_is_saved_of_a_damaged_database_begins_where_the_journal_says() throws Exception {
    day(0, 10, true);
    days(DAYS + 1);
    long deleted = store.ledger.journal().deleted();
    String entries = store.text("SELECT count(*) FROM journal");
    store.execute("DELETE FROM anchors");
    store.close();
    new Damager(data, new Random(7)).damage(Damager.Way.RANDOM_HEADER);
    StoreOpening.Opened opened = new StoreOpening(data, store::now).open();
    assertNotNull(opened.note());
    assertFalse(opened.note().contains("lost"), opened.note());
    store = new OpenStore(opened.database(), store.now());
    assertEquals(deleted, store.ledger.journal().deleted());
    assertEquals(entries, store.text("SELECT count(*) FROM journal"));
  }

  @Test
  void a_damaged_database_that_was_set_aside_goes_with_the_rest() throws Exception {
    Path old = Files.writeString(data.resolve("daka-20260101T000000Z.replaced.db"), "old");
    Path young = Files.writeString(data.resolve("daka-20261120T000000Z.replaced.db"), "young");
    Files.setLastModifiedTime(old, FileTime.from(MORNING.minus(Duration.ofDays(DAYS + 1))));
    Files.setLastModifiedTime(young, FileTime.from(MORNING));
    days(2);
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(young));
    Files.delete(young);
  }
}
