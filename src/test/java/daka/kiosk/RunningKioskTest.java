package daka.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.Door;
import daka.check.FreePort;
import daka.config.Config;
import daka.device.Waiting;
import daka.reader.serial.Pty;
import daka.store.OpenStore;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import daka.web.described.HeldAtClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A kiosk that is put together anew because its settings have changed.
class RunningKioskTest {
  private static final int TAPS = 300;

  /// A listener that is closing can take a request and never answer: it is asked again in time.
  private static final Duration ANSWER = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Path file;
  private String token;
  private int port;

  @BeforeEach
  void prepare() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      token = new Tokens(store.database).issue("test", TokenRole.ADMIN, store.now()).orElseThrow();
    }
    port = FreePort.pick();
    file = folder.resolve("daka.toml");
    Files.writeString(
        file,
        """
        [centre]
        id = "yimin"
        name = "Before"
        hours = "00:00-24:00"
        [kiosk]
        id = "entrance"
        room = "hall"
        data = "."
        listen = "127.0.0.1:%d"
        [[reader]]
        id = "counter"
        kind = "serial"
        device = "tty"
        [[reader]]
        id = "demo"
        kind = "http"
        """
            .formatted(port));
  }

  @Test
  void no_tap_at_a_reader_is_lost_while_the_settings_are_put_to_use() throws Exception {
    try (Pty cable = Pty.plug(folder.resolve("tty"));
        Running running = new Running(Duration.ZERO)) {
      running.awaitPart("reader counter");
      put("After");
      for (int tap = 0; tap < TAPS; tap++) {
        cable.send("CARD-" + tap + "\r");
        if (tap == TAPS / 3) {
          assertEquals(200, send("POST", "settings/apply", "", null).statusCode());
        }
        Thread.sleep(5);
      }
      await("settings", answer -> answer.path("in_use").asBoolean());
      assertEquals("After", await("about", _ -> true).path("centre").asText());
      await("journal?after=0&limit=500", journal -> refused(journal) == TAPS);
    }
  }

  private static long refused(JsonNode journal) {
    long count = 0;
    for (JsonNode event : journal) {
      count += event.path("type").asText().equals("daka.scan.refused") ? 1 : 0;
    }
    return count;
  }

  @Test
  void it_waits_for_who_is_at_the_screen_and_says_so() throws Exception {
    try (Running _ = new Running(Duration.ofMinutes(10))) {
      new Door(URI.create("http://127.0.0.1:" + port)).tap("unknown");
      put("After");
      send("POST", "settings/apply", "", null);
      JsonNode now = await("settings", answer -> answer.has("why"));
      assertTrue(now.path("restarting").asBoolean());
      assertFalse(now.path("in_use").asBoolean());
      assertTrue(now.path("why").asText().contains("at the screen"), now::toString);
      await("settings", answer -> answer.path("in_use").asBoolean());
    }
  }

  @Test
  void what_it_cannot_start_with_leaves_it_as_it_was_and_is_told() throws Exception {
    try (Running _ = new Running(Duration.ZERO);
        ServerSocket taken = new ServerSocket(0)) {
      Files.writeString(
          file, Files.readString(file).replace(":" + port, ":" + taken.getLocalPort()));
      assertEquals(200, send("POST", "settings/apply", "", null).statusCode());
      JsonNode now =
          await("settings", answer -> answer.path("why").asText().contains("goes on as before"));
      assertFalse(now.path("in_use").asBoolean());
      assertFalse(now.path("restarting").asBoolean());
    }
  }

  @Test
  void a_file_with_a_mistake_is_not_put_to_use() throws Exception {
    try (Running _ = new Running(Duration.ZERO)) {
      Files.writeString(file, Files.readString(file).replace("room = \"hall\"", "room = \"hal\""));
      HttpResponse<String> answer = send("POST", "settings/apply", "", null);
      assertEquals(409, answer.statusCode());
      assertTrue(
          Door.JSON.readTree(answer.body()).at("/problems/0/line").asInt() == 7, answer::body);
      assertEquals("Before", await("about", _ -> true).path("centre").asText());
    }
  }

  private void put(String name) throws Exception {
    HttpResponse<String> before = send("GET", "settings", "", null);
    String tag = before.headers().firstValue("ETag").orElseThrow();
    String body =
        "{\"changes\":[{\"table\":\"centre\",\"key\":\"name\",\"value\":\"" + name + "\"}]}";
    HttpResponse<String> answer = send("PUT", "settings", body, tag);
    assertEquals(200, answer.statusCode(), answer.body());
  }

  private HttpResponse<String> send(String method, String path, String body, @Nullable String tag)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path))
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    return HeldAtClient.atKiosk(
        http.send(
            (tag == null ? request : request.header("If-Match", tag)).build(),
            BodyHandlers.ofString()));
  }

  /// Asks until the answer is so; the kiosk may be away in between.
  private JsonNode await(String path, Predicate<JsonNode> is) throws Exception {
    JsonNode last = null;
    for (long end = System.nanoTime() + Waiting.PATIENCE.toNanos(); System.nanoTime() < end; ) {
      try {
        HttpResponse<String> answer = send("GET", path, "", null);
        if (answer.statusCode() == 200) {
          last = Door.JSON.readTree(answer.body());
          if (is.test(last)) {
            return last;
          }
        }
      } catch (IOException _) {
        // Between two listeners.
      }
      Thread.sleep(20);
    }
    throw new AssertionError(path + " stayed " + last);
  }

  /// The kiosk of the file, with the thread that runs it.
  private final class Running implements AutoCloseable {
    private final RunningKiosk kiosk;
    private final Thread thread;

    private Running(Duration patience) throws StartException {
      Config config = assertInstanceOf(Config.Valid.class, Config.read(file)).config();
      kiosk = RunningKiosk.start(config, Wiring.PLAIN, WarmUp.begin(), patience);
      thread = Thread.ofVirtual().start(this::run);
    }

    private void run() {
      try {
        kiosk.run();
      } catch (StartException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void awaitPart(String name) throws Exception {
      Door door = new Door(URI.create("http://127.0.0.1:" + port));
      for (long end = System.nanoTime() + Waiting.PATIENCE.toNanos(); System.nanoTime() < end; ) {
        if (door.part(name).path("state").asText().equals("ok")) {
          return;
        }
        Thread.sleep(20);
      }
      throw new AssertionError(name + " is not well");
    }

    @Override
    public void close() {
      kiosk.close();
      thread.interrupt();
    }
  }
}
