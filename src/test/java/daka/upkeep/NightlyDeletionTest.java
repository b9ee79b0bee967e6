package daka.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.health.Part;
import daka.host.ClockTrust;
import daka.store.OpenStore;
import daka.store.journal.Cursors;
import daka.store.rescue.Backup;
import daka.store.visits.Retention;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyDeletionTest {
  private static final LocalDate FIRST = OpenStore.HOURS.day(OpenStore.MORNING);

  @TempDir Path folder;
  private OpenStore store;
  private Retention retention;
  private NightlyDeletion deletion;
  private ClockTrust trust = ClockTrust.SYNCHRONISED;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(folder);
    retention = new Retention(store.database, store.ledger, 2, false, Set.of("upstream"));
    deletion = new NightlyDeletion(retention, 2, OpenStore.HOURS, () -> store.now(), () -> trust);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void it_is_done_each_night_and_not_while_the_centre_is_open() {
    deletion.check();
    assertEquals(FIRST, retention.lastMark(), "there was none");
    store.pass(Duration.ofDays(1));
    deletion.check();
    assertEquals(FIRST, retention.lastMark(), "open");
    store.pass(Duration.ofHours(12));
    deletion.check();
    assertEquals(FIRST.plusDays(1), retention.lastMark());
    assertEquals(Part.State.OK, deletion.health().state());
  }

  @Test
  void a_kiosk_that_is_off_at_night_does_it_by_day() {
    deletion.check();
    store.pass(Duration.ofDays(2));
    deletion.check();
    assertEquals(FIRST.plusDays(2), retention.lastMark());
  }

  @Test
  void nothing_is_deleted_by_a_clock_that_nothing_vouches_for() {
    trust = ClockTrust.UNKNOWN;
    deletion.check();
    assertNull(retention.lastMark());
    assertEquals(Part.State.WARNING, deletion.health().state());
    trust = ClockTrust.BATTERY;
    deletion.check();
    assertEquals(Part.State.OK, deletion.health().state());
  }

  @Test
  void an_upstream_that_is_gone_is_told_with_the_cure() {
    new Cursors(store.database).advance("old", 0);
    deletion.check();
    assertEquals(Part.State.WARNING, deletion.health().state());
    assertTrue(deletion.health().cure().contains("name = 'old'"), deletion.health().cure());
  }

  @Test
  void a_clock_that_jumped_is_told() {
    deletion.check();
    store.pass(Duration.ofDays(3652));
    deletion.check();
    assertTrue(deletion.health().detail().contains("has jumped"), deletion.health().detail());
  }

  @Test
  void a_copy_that_cannot_be_made_anew_does_not_keep_what_was_deleted() throws Exception {
    NightlyCopy copy = new NightlyCopy(folder, OpenStore.HOURS, () -> store.now(), () -> 0, true);
    copy.check();
    Path file = folder.resolve(Backup.NIGHTLY);
    assertTrue(Files.exists(file));
    store.execute("UPDATE journal SET hash = zeroblob(32)");
    store.execute("INSERT INTO journal VALUES (1, 'nonsense', zeroblob(32))");
    store.pass(Duration.ofHours(13));
    copy.check();
    assertEquals(Part.State.WARNING, copy.health().state());
    assertTrue(Files.exists(file), "the next night is not over");
    NightlyCopy later = new NightlyCopy(folder, OpenStore.HOURS, () -> store.now(), () -> 0, true);
    store.pass(Duration.ofHours(23));
    later.check();
    assertFalse(Files.exists(file));
  }
}
