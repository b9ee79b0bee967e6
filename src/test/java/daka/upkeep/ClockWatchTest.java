package daka.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.CardDigests;
import daka.checkin.Centre;
import daka.checkin.Decision;
import daka.checkin.Desk;
import daka.checkin.StaffDesk;
import daka.checkin.Visit;
import daka.event.Entry;
import daka.host.Boot;
import daka.host.ClockTrust;
import daka.host.KioskClock;
import daka.host.WallClock;
import daka.host.WallClock.Answer;
import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.visits.SqliteLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The machine's clock is set under a running kiosk.
class ClockWatchTest {
  private static final Instant MORNING = OpenStore.MORNING;

  @TempDir Path folder;
  private Instant system = MORNING;
  private long nanos;
  private Answer kernel = Answer.YES;
  private Database database;
  private SqliteLedger ledger;
  private KioskClock clock;
  private ClockWatch watch;
  private Desk desk;
  private StaffDesk staff;
  private ClosingTime closing;

  @BeforeEach
  void start() throws Exception {
    Path proc = Files.createDirectories(folder.resolve("proc/sys/kernel/random"));
    Files.writeString(proc.resolve("boot_id"), "0a6f6c5e-6c0b-4b6e-9d3a-1f6f0f1d2c3b\n");
    begin();
  }

  /// Starts the kiosk, at any time after the machine.
  private void begin() throws Exception {
    Files.writeString(folder.resolve("proc/uptime"), nanos / 1e9 + " 1\n");
    Boot boot = Boot.read(folder.resolve("proc"), () -> nanos);
    WallClock wall = new WallClock(() -> kernel, folder, folder, () -> system);
    clock = new KioskClock(boot, wall, () -> system, () -> nanos);
    watch = new ClockWatch(clock, boot);
    database = Database.open(folder);
    ledger =
        new SqliteLedger(database, "/centres/yimin/kiosks/a", OpenStore.ZONE, () -> watch.stamp());
    ledger.lastStamp().ifPresent(watch::resume);
    Centre centre = new Centre("hall", OpenStore.HOURS, OpenStore.AFTER_CLOSING, Integer.MAX_VALUE);
    CardDigests fingerprints = new CardDigests(new byte[32], new byte[32]);
    desk = new Desk(centre, ledger, fingerprints, clock, () -> nanos);
    staff = new StaffDesk(desk, centre.hours());
    closing = new ClosingTime(staff, centre.hours(), clock);
    round();
  }

  @AfterEach
  void stop() {
    database.close();
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }

  private void round() {
    watch.check(staff);
    closing.check();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    system = system.plus(time);
  }

  private Visit arrive() {
    return assertInstanceOf(Decision.Arrived.class, desk.guests(2)).visit();
  }

  private Visit depart(Visit visit) throws Exception {
    return assertInstanceOf(StaffDesk.Outcome.Done.class, staff.depart(visit.id())).visit();
  }

  @ParameterizedTest
  @ValueSource(longs = {3652, -3652})
  void a_stay_and_closing_time_go_by_monotonic_time_while_the_clock_jumps(long days)
      throws Exception {
    Visit early = arrive();
    Visit late = arrive();
    pass(Duration.ofMinutes(10));
    kernel = Answer.NO;
    system = system.plus(Duration.ofDays(days));
    Visit stayed = depart(early);
    assertEquals(MORNING.plus(Duration.ofMinutes(10)), stayed.departed(), "before anybody looked");
    round();
    assertEquals(ClockTrust.UNKNOWN, clock.trust());
    assertEquals(2, ledger.rooms().getFirst().inside(), "nobody is sent home");
    pass(Duration.ofMinutes(10));
    round();
    Visit left = depart(late);
    assertEquals(Duration.ofMinutes(20), Duration.between(left.arrived(), left.departed()));

    kernel = Answer.YES;
    system = MORNING.plus(Duration.ofMinutes(20));
    round();
    assertEquals(ClockTrust.SYNCHRONISED, clock.trust());
    assertEquals(2, corrections());
    Visit evening = arrive();
    pass(Duration.ofHours(13));
    round();
    assertEquals(0, ledger.rooms().getFirst().inside(), "closing time has come");
    assertEquals(MORNING.plus(Duration.ofMinutes(20)), evening.arrived());
  }

  @Test
  void a_step_while_the_kiosk_was_restarted_is_journaled_after_the_start() throws Exception {
    kernel = Answer.NO;
    round();
    Visit visit = arrive();
    database.close();
    pass(Duration.ofMinutes(5));
    system = system.plus(Duration.ofDays(365));
    kernel = Answer.YES;
    begin();
    assertEquals(1, corrections());
    Visit left = depart(visit);
    assertEquals(MORNING.plus(Duration.ofDays(365)), left.arrived());
    assertEquals(Duration.ofMinutes(5), Duration.between(left.arrived(), left.departed()));
  }

  @Test
  void a_restart_without_a_step_corrects_nothing() throws Exception {
    arrive();
    database.close();
    pass(Duration.ofMinutes(5));
    begin();
    assertEquals(0, corrections());
    assertEquals(system, clock.instant());
  }

  @Test
  void a_step_that_cannot_be_written_is_taken_over_when_it_can() throws Exception {
    arrive();
    Path file = folder.resolve("daka.db");
    database.close();
    system = system.plus(Duration.ofDays(1));
    watch.check(staff);
    assertEquals(MORNING, clock.instant(), "the kiosk goes on as before");
    assertTrue(Files.exists(file));
    begin();
    assertEquals(system, clock.instant());
    assertEquals(1, corrections());
  }

  private int corrections() {
    List<Entry> entries = ledger.journal().after(0, 1000);
    return (int)
        entries.stream().filter(e -> e.json().contains("\"daka.clock.corrected\"")).count();
  }
}
