package daka.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tinylog.Logger;

class RecentLogTest {
  private static final Instant MORNING = Instant.parse("2026-11-23T01:00:00Z");

  private final RecentLog log = new RecentLog();

  @Test
  void lines_are_kept_for_a_day_the_oldest_first() {
    log.add(MORNING, "one\n");
    log.add(MORNING.plusSeconds(1), "two");
    assertEquals(
        new RecentLog.Kept(List.of("one", "two"), true), log.lines(MORNING.plus(RecentLog.KEPT)));
    assertEquals(List.of("two"), log.lines(MORNING.plus(RecentLog.KEPT).plusMillis(500)).lines());
    assertEquals(List.of(), log.lines(MORNING.plus(Duration.ofDays(2))).lines());
  }

  @Test
  void of_a_flood_the_latest_is_kept_and_it_is_said_that_there_was_more() {
    for (int i = 0; i < 10_000; i++) {
      log.add(MORNING, i + "x".repeat(100));
    }
    RecentLog.Kept kept = log.lines(MORNING);
    assertFalse(kept.isWhole());
    assertTrue(kept.lines().getLast().startsWith("9999"));
    assertTrue(kept.lines().stream().mapToInt(String::length).sum() <= RecentLog.MOST);
  }

  @Test
  void one_line_never_fills_it() {
    log.add(MORNING, "x".repeat(1_000_000));
    assertTrue(log.lines(MORNING).lines().getFirst().length() <= RecentLog.LONGEST + 2);
  }

  @Test
  void what_the_program_logs_is_in_it() {
    Logger.warn("the {} of the last day", "log");
    assertTrue(
        RecentLog.ofProgram().lines(Instant.now()).lines().stream()
            .anyMatch(line -> line.contains("the log of the last day")),
        "see tinylog.properties");
  }
}
