package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import daka.health.Progress;
import daka.screen.CentreSign;
import daka.store.OpenStore;
import daka.web.http.Json;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is answered while the records are put in order, and what the pages show of it.
class OpeningServerTest extends InBrowser {
  private final HttpClient http = HttpClient.newHttpClient();
  private OpeningServer server;

  @BeforeEach
  void listen() {
    server = at(0, seen(1, null));
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  /// Listens on this port of the kiosk's own address.
  static OpeningServer at(int port, Progress.Seen seen) {
    return new OpeningServer(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        new CentreSign("yimin", "益民社区邻里中心", List.of("zh-Hans", "zh-Hant", "en"), OpenStore.HOURS),
        InstantSource.system(),
        seen);
  }

  static Progress.Seen seen(int stage, @Nullable Duration left) {
    return new Progress.Seen(
        new Progress.Stage("putting the records in order", stage, 7),
        "reading the rows",
        12_000,
        90_000,
        left);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.address().listen().getPort() + path;
  }

  private HttpResponse<String> ask(String method, String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url(path)))
            .timeout(RunningKiosk.PATIENCE)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void healthz_says_that_no_tap_is_recorded_yet_how_far_it_is_and_the_cure() throws Exception {
    server.tell(seen(3, Duration.ofSeconds(100)));
    HttpResponse<String> health = ask("GET", "/healthz", "");
    assertEquals(503, health.statusCode());
    JsonNode part = RunningKiosk.json(health).get("parts").get(0);
    assertEquals("store", part.get("name").asText());
    assertEquals("failed", part.get("state").asText());
    assertEquals(
        "no tap is recorded yet: putting the records in order, 3 of 7, reading the rows: 12,000 of"
            + " 90,000, about 2 min left",
        part.get("detail").asText());
    assertTrue(part.get("cure").asText().startsWith("Wait"), part::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/scans",
    "POST, /screen/guests",
    "POST, /screen/touched",
    "GET, /api/v1/occupancy",
    "GET, /screen/roll-call",
    "DELETE, /api/v1/residents/1",
    "POST, /healthz",
    "GET, /anything",
  })
  void whatever_else_is_asked_is_told_to_wait(String method, String path) throws Exception {
    HttpResponse<String> answer = ask(method, path, "{\"payload\":\"W-1\"}");
    assertEquals(503, answer.statusCode());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
    String detail = RunningKiosk.json(answer).get("detail").asText();
    assertTrue(detail.contains("1 of 7") && detail.contains("Wait"), detail);
  }

  @Test
  void a_page_of_another_site_is_turned_away_as_ever() throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url("/screen/events")))
                .header("Origin", "http://example.org")
                .build(),
            BodyHandlers.ofString());
    assertEquals(403, answer.statusCode());
  }

  @Test
  void the_state_tells_the_step_and_the_time_left_as_they_change() throws Exception {
    HttpResponse<InputStream> stream =
        http.send(
            HttpRequest.newBuilder(URI.create(url("/screen/events"))).build(),
            BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      JsonNode first = state(lines);
      assertEquals("{\"step\":1,\"steps\":7}", first.get("opening").toString());
      assertEquals("zh-Hans", first.at("/centre/languages/0").asText());
      assertFalse(first.get("well").asBoolean());
      server.tell(seen(2, Duration.ofSeconds(90)));
      assertEquals(
          "{\"step\":2,\"steps\":7,\"left_ms\":90000}", state(lines).get("opening").toString());
    }
  }

  private static JsonNode state(BufferedReader lines) throws Exception {
    boolean state = false;
    while (true) {
      String line = lines.readLine();
      if (line.startsWith("event: ")) {
        state = line.equals("event: state");
      } else if (state && line.startsWith("data: ")) {
        return Json.MAPPER.readTree(line.substring(6));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/board"})
  void both_pages_show_it_and_the_kiosk_as_soon_as_that_listens(String path, @TempDir Path folder)
      throws Exception {
    try (Page page = chromium.page(800, 480);
        RunningKiosk kiosk = new RunningKiosk(folder)) {
      page.navigate(url(path));
      assertThat(page.locator("h1")).hasText("正在整理记录");
      assertThat(page.locator(".opening-step")).hasText("第 1 步，共 7 步");
      assertThat(page.locator(".opening-left")).hasText("");
      server.tell(seen(3, Duration.ofSeconds(130)));
      assertThat(page.locator(".opening-step")).hasText("第 3 步，共 7 步");
      assertThat(page.locator(".opening-left")).hasText("大约还要 2 分钟");
      server.tell(seen(7, Duration.ofSeconds(3)));
      assertThat(page.locator(".opening-left")).hasText("不到一分钟就好");
      assertThat(page.locator("button")).hasCount(0);
      page.evaluate("window.loadedOnce = true");

      kiosk.listenBeside(server.address());
      server.close();

      assertThat(page.locator(path.equals("/") ? "main.idle" : "main.board")).isVisible();
      assertEquals(true, page.evaluate("window.loadedOnce"), "nobody had to load it again");
      kiosk.tap("W-1");
      assertThat(page.locator("body")).containsText("王**");
    }
  }

  @Test
  void a_kiosk_that_goes_away_meanwhile_is_shown_as_lost() {
    try (Page page = chromium.page(800, 480)) {
      page.navigate(url("/"));
      assertThat(page.locator("main.opening")).isVisible();
      server.close();
      assertThat(page.locator("h1")).hasText("暂停服务");
    }
  }

  @Test
  void work_of_one_step_shows_no_number() {
    server.tell(new Progress.Seen(null, "bringing the tables up to date", 0, 0, null));
    try (Page page = chromium.page(800, 480)) {
      page.navigate(url("/"));
      assertThat(page.locator("h1")).hasText("正在整理记录");
      assertThat(page.locator(".opening-step")).hasCount(0);
      assertThat(page.locator("progress")).hasCount(0);
    }
  }
}
