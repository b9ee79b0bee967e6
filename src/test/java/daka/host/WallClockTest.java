package daka.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import daka.device.Waiting;
import daka.host.WallClock.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WallClockTest {
  private static final Instant NOW = Instant.parse("2026-11-23T01:15:02Z");

  @TempDir Path folder;
  private Path run = Path.of("");
  private Path rtc = Path.of("");
  private Answer kernel = Answer.NO;

  @BeforeEach
  void place() {
    run = folder.resolve("run");
    rtc = folder.resolve("rtc0");
  }

  @Test
  void a_clock_that_nothing_vouches_for_is_unknown() {
    assertEquals(ClockTrust.UNKNOWN, clock().trust());
  }

  @Test
  void a_clock_set_from_the_chip_is_as_good_as_its_battery() throws IOException {
    chip("1", NOW.getEpochSecond() - 3);
    assertEquals(ClockTrust.BATTERY, clock().trust());
  }

  @Test
  void a_chip_that_lost_its_power_or_was_not_asked_vouches_for_nothing() throws IOException {
    chip("1", 42);
    assertEquals(ClockTrust.UNKNOWN, clock().trust());
    chip("0", NOW.getEpochSecond());
    assertEquals(ClockTrust.UNKNOWN, clock().trust());
    chip("1", Long.MAX_VALUE);
    assertEquals(ClockTrust.UNKNOWN, clock().trust());
  }

  @Test
  void a_clock_that_no_longer_follows_a_time_server_is_in_holdover() throws IOException {
    chip("1", NOW.getEpochSecond());
    WallClock clock = clock();
    kernel = Answer.YES;
    clock.look();
    assertEquals(ClockTrust.SYNCHRONISED, clock.trust());
    kernel = Answer.NO;
    clock.look();
    assertEquals(ClockTrust.HOLDOVER, clock.trust());
  }

  @Test
  void holdover_outlives_a_restart_of_the_kiosk() throws IOException {
    timesyncd();
    assertEquals(ClockTrust.HOLDOVER, clock().trust());
  }

  @Test
  void where_the_kernel_may_not_be_asked_the_file_of_timesyncd_decides() throws IOException {
    kernel = Answer.UNANSWERED;
    WallClock clock = clock();
    assertEquals(ClockTrust.UNKNOWN, clock.trust());
    timesyncd();
    clock.look();
    assertEquals(ClockTrust.SYNCHRONISED, clock.trust());
  }

  @Test
  void before_the_first_look_the_files_decide_and_the_kernel_is_not_asked() throws IOException {
    timesyncd();
    WallClock clock =
        new WallClock(
            () -> {
              throw new AssertionError("asked");
            },
            run,
            rtc,
            () -> NOW);
    assertEquals(ClockTrust.SYNCHRONISED, clock.trust());
  }

  @Test
  void this_kernel_answers_and_agrees_with_another_program() throws Exception {
    Answer answer = new Adjtimex().isSynchronised();

    assertNotEquals(Answer.UNANSWERED, answer);
    Process python =
        new ProcessBuilder(
                "python3",
                "-c",
                "import ctypes; b = ctypes.create_string_buffer(208);"
                    + " print(ctypes.CDLL(None).adjtimex(b) == 5)")
            .start();
    String unsynchronised = new String(python.getInputStream().readAllBytes(), UTF_8).strip();
    python.waitFor(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertEquals(unsynchronised.equals("True") ? Answer.NO : Answer.YES, answer);
  }

  private WallClock clock() {
    WallClock clock = new WallClock(() -> kernel, run, rtc, () -> NOW);
    clock.look();
    return clock;
  }

  private void chip(String hctosys, long seconds) throws IOException {
    Files.createDirectories(rtc);
    Files.writeString(rtc.resolve("hctosys"), hctosys + "\n");
    Files.writeString(rtc.resolve("since_epoch"), seconds + "\n");
  }

  private void timesyncd() throws IOException {
    Files.createDirectories(run.resolve("systemd/timesync"));
    Files.createFile(run.resolve("systemd/timesync/synchronized"));
  }
}
