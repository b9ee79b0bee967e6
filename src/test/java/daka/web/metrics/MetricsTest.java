package daka.web.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.health.Backlog;
import daka.health.Part;
import daka.host.ClockTrust;
import daka.store.OpenStore;
import daka.web.api.RunningApi;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  @TempDir Path folder;

  @Test
  void taps_are_counted_by_how_they_were_answered_and_how_long_it_took() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      api.store.resident("王小明", "W-1");
      api.store.desk.scan(OpenStore.room("sports", "W-1"));
      api.store.desk.scan(OpenStore.room("sports", "W-1"));
      api.store.pass(Duration.ofMinutes(5));
      api.store.desk.scan(OpenStore.room("sports", "W-1"));
      api.store.desk.scan(OpenStore.entrance("nobody's"));
      api.store.desk.unreadable("door");
      HttpResponse<String> response = api.get(api.auditor, "/metrics");
      assertEquals(200, response.statusCode());
      assertTrue(
          response.headers().firstValue("Content-Type").orElse("").startsWith("text/plain;"));
      List<String> lines = response.body().lines().toList();
      assertHas(lines, "daka_taps_total{decision=\"arrived\",reason=\"\"} 1.0");
      assertHas(lines, "daka_taps_total{decision=\"repeated\",reason=\"\"} 1.0");
      assertHas(lines, "daka_taps_total{decision=\"departed\",reason=\"\"} 1.0");
      assertHas(lines, "daka_taps_total{decision=\"moved\",reason=\"\"} 0.0");
      assertHas(lines, "daka_taps_total{decision=\"refused\",reason=\"unknown-card\"} 1.0");
      assertHas(lines, "daka_taps_total{decision=\"refused\",reason=\"unreadable\"} 1.0");
      assertHas(lines, "daka_tap_seconds_bucket{le=\"+Inf\"} 5");
      assertHas(lines, "daka_tap_seconds_count 5");
      assertHas(lines, "daka_journal_entries_total 4.0");
      assertHas(lines, "daka_clock_trust{trust=\"synchronised\"} 1.0");
      assertHas(lines, "daka_disk_free_bytes 4000000.0");
      assertHas(lines, "daka_ready 1.0");
      assertFalse(response.body().contains("小明"));
    }
  }

  private static void assertHas(List<String> lines, String line) {
    assertTrue(lines.contains(line), () -> line + " is none of\n" + String.join("\n", lines));
  }

  @Test
  void a_token_of_an_auditor_is_needed() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      assertEquals(401, api.get(null, "/metrics").statusCode());
      assertEquals(403, api.get(api.staff, "/metrics").statusCode());
      assertEquals(200, api.get(api.admin, "/metrics").statusCode());
      assertEquals(400, api.get(api.auditor, "/metrics?name=daka_taps").statusCode());
    }
  }

  @Test
  void a_kiosk_in_trouble_tells_what_it_can() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      KioskFigures figures =
          new KioskFigures(
              "1.2",
              store.now(),
              store.desk.taps(),
              store.ledger.journal(),
              () ->
                  List.of(
                      Part.failed("store", "cannot be written", "replace the card"),
                      Part.ok("reader a\"b\\c\nd", "reads"),
                      Part.ok("lan", "listens"),
                      Part.warning("lan", "certificate is old", "renew it")),
              () ->
                  List.of(
                      new Backlog(
                          "upstream",
                          7,
                          store.now().minus(Duration.ofHours(3)),
                          Duration.ofMinutes(90),
                          2L),
                      new Backlog("mqtt", 3, null, Duration.ZERO, null)),
              Optional::empty,
              store::now,
              () -> ClockTrust.UNKNOWN);
      List<String> lines =
          new String(Exposition.of(figures), StandardCharsets.UTF_8).lines().toList();
      assertHas(lines, "daka_ready 0.0");
      assertHas(lines, "daka_part_state{part=\"store\",state=\"failed\"} 1.0");
      assertHas(lines, "daka_part_state{part=\"store\",state=\"ok\"} 0.0");
      assertHas(lines, "daka_part_state{part=\"reader a\\\"b\\\\c\\nd\",state=\"ok\"} 1.0");
      assertHas(lines, "daka_part_state{part=\"lan\",state=\"warning\"} 1.0");
      assertHas(lines, "daka_upstream_waiting_entries{upstream=\"upstream\"} 7.0");
      assertHas(lines, "daka_upstream_oldest_waiting_seconds{upstream=\"upstream\"} 10800.0");
      assertHas(lines, "daka_upstream_failing_seconds{upstream=\"upstream\"} 5400.0");
      assertHas(lines, "daka_upstream_set_aside_entries{upstream=\"upstream\"} 2.0");
      assertHas(lines, "daka_upstream_waiting_entries{upstream=\"mqtt\"} 3.0");
      assertHas(lines, "daka_clock_trust{trust=\"unknown\"} 1.0");
      assertTrue(lines.stream().noneMatch(line -> line.startsWith("daka_disk")));
      assertTrue(
          lines.stream()
              .noneMatch(
                  line -> line.startsWith("daka_upstream_oldest_waiting_seconds{upstream=\"mqtt")));
    }
  }
}
