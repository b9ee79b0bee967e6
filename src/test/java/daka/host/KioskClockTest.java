package daka.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.host.WallClock.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KioskClockTest {
  private static final Instant NOW = Instant.parse("2026-11-23T01:15:02Z");
  private static final Duration TEN_YEARS = Duration.ofDays(3652);

  @TempDir Path folder;
  private Instant system = NOW;
  private long nanos;
  private Answer kernel = Answer.NO;
  private KioskClock clock;

  @BeforeEach
  void start() {
    clock = newClock();
  }

  private KioskClock newClock() {
    WallClock wall = new WallClock(() -> kernel, folder, folder.resolve("rtc0"), () -> system);
    return new KioskClock(
        Boot.read(folder.resolve("proc"), () -> nanos), wall, () -> system, () -> nanos);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    system = system.plus(time);
  }

  @Test
  void a_step_of_ten_years_moves_nothing_until_it_is_adopted() {
    for (Duration step : new Duration[] {TEN_YEARS, TEN_YEARS.negated()}) {
      Instant before = clock.instant();
      system = system.plus(step);
      pass(Duration.ofSeconds(2));
      KioskClock.Step found = clock.look().orElseThrow();
      assertEquals(before.plusSeconds(2), clock.instant());
      assertEquals(step, found.by());
      assertEquals(found.by(), clock.look().orElseThrow().by(), "until it is adopted");

      clock.adopt(found);
      assertEquals(system, clock.instant());
      assertTrue(clock.look().isEmpty());
    }
  }

  @Test
  void a_clock_that_stands_while_time_passes_is_set_back() {
    nanos += Duration.ofHours(1).toNanos();
    assertEquals(Duration.ofHours(-1), clock.look().orElseThrow().by());
  }

  @Test
  void a_small_step_is_taken_over_in_silence() {
    system = system.plusMillis(400);
    assertTrue(clock.look().isEmpty());
    assertEquals(system, clock.instant());
  }

  @Test
  void the_jitter_of_reading_two_clocks_never_turns_the_time_back() {
    Instant before = clock.instant();
    system = system.minusMillis(20);
    assertTrue(clock.look().isEmpty());
    assertEquals(before, clock.instant());
  }

  @Test
  void a_time_server_that_sets_the_clock_vouches_for_it() {
    system = system.plus(TEN_YEARS);
    kernel = Answer.YES;
    KioskClock.Step step = clock.look().orElseThrow();
    assertEquals(ClockTrust.UNKNOWN, step.from().trust());
    assertEquals(ClockTrust.SYNCHRONISED, step.to().trust());
    assertEquals(
        ClockTrust.UNKNOWN, clock.trust(), "what is recorded until then is by the old time");
    clock.adopt(step);
    assertEquals(ClockTrust.SYNCHRONISED, clock.trust());
  }

  @Test
  void whoever_sets_a_clock_by_hand_ends_the_holdover() throws IOException {
    kernel = Answer.YES;
    clock.look();
    timesyncd(NOW);
    kernel = Answer.NO;
    clock.look();
    assertEquals(ClockTrust.HOLDOVER, clock.trust());

    system = system.plus(TEN_YEARS);
    clock.adopt(clock.look().orElseThrow());
    assertEquals(ClockTrust.UNKNOWN, clock.trust());
    clock.look();
    assertEquals(ClockTrust.UNKNOWN, clock.trust(), "what timesyncd did before means nothing now");

    timesyncd(NOW.plusSeconds(60));
    clock.look();
    assertEquals(ClockTrust.HOLDOVER, clock.trust(), "it has set the clock anew");
  }

  @Test
  void a_clock_set_by_hand_where_the_kernel_may_not_be_asked_is_not_trusted() throws IOException {
    kernel = Answer.UNANSWERED;
    timesyncd(NOW);
    clock.look();
    assertEquals(ClockTrust.SYNCHRONISED, clock.trust());
    system = system.minus(TEN_YEARS);
    assertEquals(ClockTrust.UNKNOWN, clock.look().orElseThrow().to().trust());
  }

  @Test
  void timesyncd_that_has_just_set_the_clock_is_believed_without_the_kernel() throws IOException {
    kernel = Answer.UNANSWERED;
    clock.look();
    system = system.plus(TEN_YEARS);
    timesyncd(NOW);
    assertEquals(ClockTrust.SYNCHRONISED, clock.look().orElseThrow().to().trust());
  }

  @Test
  void a_step_while_the_kiosk_was_off_within_one_boot_is_found_after_its_start() {
    KioskClock before = clock;
    long offset = before.instant().toEpochMilli();
    pass(Duration.ofMinutes(1));
    system = system.minus(TEN_YEARS);
    KioskClock after =
        new KioskClock(
            Boot.read(folder.resolve("proc"), () -> nanos),
            new WallClock(() -> kernel, folder, folder, () -> system),
            () -> system,
            () -> nanos);
    after.resume(offset + Duration.ofMinutes(1).toMillis(), ClockTrust.SYNCHRONISED);
    assertEquals(ClockTrust.SYNCHRONISED, after.trust());
    assertEquals(TEN_YEARS.negated(), after.look().orElseThrow().by());
  }

  private void timesyncd(Instant at) throws IOException {
    Path file = folder.resolve("systemd/timesync/synchronized");
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[0]);
    Files.setLastModifiedTime(file, FileTime.from(at));
  }
}
