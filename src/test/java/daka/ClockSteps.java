package daka;

import static daka.PiCentre.PATIENCE;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.Tapping.Tap;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// Sets the clock of a virtual Pi while its kiosk runs, and looks at what that makes of it. The
/// clock is put right again when this is closed.
final class ClockSteps implements AutoCloseable {
  /// For how long a busy machine may keep two programs apart that read its clock.
  private static final Duration APART = Duration.ofSeconds(5);

  /// No test sets clocks for longer.
  private static final Duration AT_MOST = Duration.ofMinutes(4);

  private final PiCentre centre;
  private final Map<String, String> health;
  private final Instant switchedOn;
  private int days;

  /// @param centre whose clock is right
  ClockSteps(PiCentre centre) throws Exception {
    this.centre = centre;
    awaitTheNewDay();
    this.health = health();
    String[] clocks =
        centre
            .pi()
            .run("read -r uptime _ </proc/uptime; echo $EPOCHREALTIME $uptime")
            .strip()
            .split(" ", -1);
    this.switchedOn = Instant.ofEpochMilli(millis(clocks[0]) - millis(clocks[1]));
  }

  /// At midnight the centre closes and everybody is sent home, as they should be.
  private static void awaitTheNewDay() throws Exception {
    LocalTime late = LocalTime.MAX.minus(AT_MOST);
    ZoneId zone = ZoneId.of("Asia/Shanghai");
    Await.that(
        AT_MOST.plus(PATIENCE),
        () -> LocalTime.now(zone).isBefore(late),
        () -> "midnight does not come");
  }

  private static long millis(String seconds) {
    return new BigDecimal(seconds).movePointRight(3).longValue();
  }

  /// Sets the clock forward by so many days, or back, and waits until the journal and the town
  /// know.
  void set(int by) throws Exception {
    int before = corrections().size();
    centre.pi().setClock(by);
    days += by;
    Await.that(
        PATIENCE,
        () -> corrections().size() > before,
        () -> "nobody saw that the clock was set:\n" + centre.kiosk().log());
    JsonNode told = corrections().getLast();
    assertEquals(before + 1, corrections().size(), () -> "once set, and told as " + told);
    assertNear(Duration.ofDays(by), Duration.ofMillis(told.at("/data/by_ms").asLong()));
    Await.that(
        PATIENCE,
        () -> centre.town().sequences().contains(told.path("sequence").asLong()),
        () -> "the town does not hear of " + told);
  }

  private List<JsonNode> corrections() throws Exception {
    return centre.journal().all().stream()
        .filter(entry -> entry.path("type").asText().equals("daka.clock.corrected"))
        .toList();
  }

  private static void assertNear(Duration expected, Duration found) {
    assertTrue(expected.minus(found).abs().compareTo(APART) < 0, () -> expected + ", not " + found);
  }

  /// Looks for those who were let in, in the visit log: each is there, has not left, and came when
  /// the machine had been running for so long, by the clock as it is set now.
  ///
  /// @param taps of a card each
  void assertShown(List<Tap> taps) throws Exception {
    Map<String, Duration> came =
        centre.journal().all().stream()
            .filter(entry -> entry.path("type").asText().equals("daka.visit.arrived"))
            .collect(
                toMap(
                    entry -> entry.at("/data/visit").asText(),
                    entry -> Duration.ofMillis(entry.path("uptime").asLong())));
    Map<String, JsonNode> log =
        centre.visits().stream().collect(toMap(row -> row.path("visit").asText(), row -> row));
    Instant start = switchedOn.plus(Duration.ofDays(days));
    assertFalse(taps.isEmpty(), "nobody came");
    for (Tap tap : taps) {
      String visit = tap.answer().path("visit").asText();
      assertEquals("arrived", tap.decision(), tap::toString);
      JsonNode row = requireNonNull(log.get(visit), () -> "the log has no visit " + visit);
      assertTrue(row.path("departed").isNull(), row::toString);
      Instant arrived = OffsetDateTime.parse(row.path("arrived").asText()).toInstant();
      assertNear(requireNonNull(came.get(visit)), Duration.between(start, arrived));
    }
  }

  /// All parts of the kiosk but the clock are as they were before.
  void assertNothingStopped() throws Exception {
    assertEquals(health, health());
  }

  /// The readers are left out: they are plugged in and pulled out.
  private Map<String, String> health() throws Exception {
    Map<String, String> parts = centre.health();
    assertNotNull(parts.remove("clock"), parts::toString);
    parts.keySet().removeIf(name -> name.startsWith("reader "));
    return parts;
  }

  @Override
  public void close() throws IOException {
    if (days != 0) {
      centre.pi().setClock(-days);
      days = 0;
    }
  }
}
