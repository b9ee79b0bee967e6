package daka.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.health.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastRunTest {
  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void a_first_run_and_one_after_a_stop_have_nothing_to_tell() throws Exception {
    assertTrue(run().endedWell());
    ended("success");
    assertTrue(run().endedWell());
    assertTrue(new LastRun(Map.of(), nanos::get).endedWell());
  }

  @Test
  void what_was_being_proven_when_the_watchdog_came_is_told() throws Exception {
    LastRun hanging = run();
    hanging.begins("the desk's turn");
    ended("watchdog");
    Part part = run().health();
    assertEquals(Part.State.WARNING, part.state());
    assertTrue(part.detail().contains("it waited for the desk's turn, since 20"), part::detail);
  }

  @Test
  void what_was_proven_is_not_told() throws Exception {
    LastRun running = run();
    running.begins("the desk's turn");
    running.proven();
    ended("watchdog");
    assertFalse(run().health().detail().contains("desk"));
  }

  @ParameterizedTest
  @CsvSource({"oom-kill, no memory left", "signal, was killed", "exit-code, (exit-code)"})
  void every_other_end_is_told_in_words(String result, String words) throws Exception {
    ended(result);
    Part part = run().health();
    assertEquals(Part.State.WARNING, part.state());
    assertTrue(part.detail().contains(words), part::detail);
    assertFalse(part.cure().isEmpty());
  }

  @Test
  void it_is_told_by_one_run_alone_and_calls_for_somebody_for_a_day() throws Exception {
    ended("watchdog");
    LastRun run = run();
    nanos.addAndGet(Duration.ofHours(23).toNanos());
    assertEquals(Part.State.WARNING, run.health().state());
    nanos.addAndGet(Duration.ofHours(2).toNanos());
    assertEquals(Part.State.OK, run.health().state());
    assertTrue(run().endedWell());
  }

  private LastRun run() {
    return new LastRun(Map.of("RUNTIME_DIRECTORY", folder.toString()), nanos::get);
  }

  private void ended(String result) throws Exception {
    Files.writeString(folder.resolve("ended"), result + "\n");
  }
}
