package daka.kiosk;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.Door;
import daka.check.FreePort;
import daka.config.Config;
import daka.device.Waiting;
import daka.store.OpenStore;
import daka.store.account.AccountName;
import daka.store.account.Accounts;
import daka.store.copies.SealedCopy;
import daka.store.file.DataKey;
import daka.store.file.Keys;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.rescue.Backup;
import daka.web.api.RunningApi;
import daka.web.lan.LanCertificates;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A kiosk at its very first start, with nothing in its data folder, goes on with the copy of
/// another one by the code that its screen shows.
class FirstRestoreTest {
  private static final String PASSPHRASE = "三月的雨落在青石板上没有任何声音";
  private static final String RESTORE = "/api/v1/setup/restore";
  private static final Duration ANSWER = Duration.ofSeconds(20);

  @TempDir Path folder;
  @TempDir Path elsewhere;
  private final int door = FreePort.pick();
  private final int lan = FreePort.pick();
  private byte[] sealed;
  private RunningKiosk kiosk;
  private Thread thread;
  private HttpClient office;

  @BeforeEach
  void start() throws Exception {
    sealed = carried();
    Path file = folder.resolve("daka.toml");
    Files.writeString(
        file,
        """
        [centre]
        id = "yimin"
        name = "益民社区邻里中心"
        hours = "00:00-24:00"
        [kiosk]
        id = "entrance"
        room = "hall"
        data = "data"
        listen = "127.0.0.1:%d"
        [lan]
        listen = "127.0.0.1:%d"
        """
            .formatted(door, lan));
    Config config = assertInstanceOf(Config.Valid.class, Config.read(file)).config();
    kiosk = RunningKiosk.start(config, Wiring.PLAIN, WarmUp.begin(), Duration.ZERO);
    thread = Thread.ofVirtual().start(this::run);
    office =
        HttpClient.newBuilder()
            .sslContext(
                RunningApi.trusting(
                    new LanCertificates(
                            folder.resolve("data"),
                            DataKey.NONE,
                            List.of(),
                            InstantSource.system(),
                            () -> true)
                        .current()))
            .build();
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

  @AfterEach
  void close() {
    office.close();
    kiosk.close();
    thread.interrupt();
  }

  /// Of a kiosk with an administrator, one resident and one visit, and keys of its own.
  private byte[] carried() throws Exception {
    Path other = Files.createDirectory(elsewhere.resolve("other"));
    Path copy = elsewhere.resolve("copy");
    for (String key : Keys.ALL) {
      Keys.write(other.resolve(key), key, new byte[32], DataKey.NONE);
    }
    try (OpenStore store = new OpenStore(other)) {
      store.resident("王秀英", "W-1");
      store.desk.scan(OpenStore.entrance("W-1"));
      new Accounts(store.database, store.fingerprints)
          .addFirst(AccountName.of("王芳"), PASSPHRASE, store.now());
      new Backup(other).make(copy);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = SealedCopy.seal(bytes, PASSPHRASE)) {
      Files.copy(copy, out);
    }
    return bytes.toByteArray();
  }

  /// What the screen shows of how to begin.
  private JsonNode shown() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + door + "/screen/events?page=board-0123456789abcdef"))
            .timeout(ANSWER)
            .build();
    try (HttpClient screen = HttpClient.newHttpClient();
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    screen.send(request, BodyHandlers.ofInputStream()).body(),
                    StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (!requireNonNull(line, "the screen tells nothing").startsWith("data:")) {
        line = lines.readLine();
      }
      screen.shutdownNow();
      return Door.JSON.readTree(line.substring("data:".length())).path("setup");
    }
  }

  private HttpResponse<String> send(String method, String path, String type, BodyPublisher body)
      throws Exception {
    return office.send(
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + lan + path))
            .timeout(Waiting.PATIENCE)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", type)
            .method(method, body)
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String json) throws Exception {
    return send("POST", path, "application/json", BodyPublishers.ofString(json));
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return Door.JSON.readTree(answer.body());
  }

  private String right() throws Exception {
    HttpResponse<String> right =
        post(RESTORE, "{\"code\": \"" + shown().path("code").asText() + "\"}");
    assertEquals(201, right.statusCode(), right.body());
    return RESTORE + "/" + json(right).path("id").asText();
  }

  private HttpResponse<String> bring(String right, String passphrase) throws Exception {
    HttpResponse<String> ready =
        post(right + "/uploads", "{\"passphrase\": \"" + passphrase + "\"}");
    assertEquals(201, ready.statusCode(), ready.body());
    return send(
        "PUT",
        json(ready).path("path").asText(),
        "application/octet-stream",
        BodyPublishers.ofByteArray(sealed));
  }

  @Test
  void the_code_on_the_screen_and_the_passphrase_put_the_copy_in_place() throws Exception {
    String right = right();
    assertEquals(422, bring(right, PASSPHRASE + "!").statusCode());
    assertEquals(409, post(right + "/confirm", "{}").statusCode(), "there is none to confirm");
    HttpResponse<String> looked = bring(right, PASSPHRASE);
    assertEquals(200, looked.statusCode(), looked.body());
    assertEquals(1, json(looked).path("visits").asInt(), looked.body());
    assertEquals(1, json(looked).path("people").asInt(), looked.body());
    assertEquals(202, post(right + "/confirm", "{}").statusCode());

    signIn();
    assertTrue(shown().isMissingNode() || shown().isNull(), "nobody is invited any more");
    kiosk.close();
    assertEquals(
        1,
        assertInstanceOf(Proof.Proven.class, new Verify(folder.resolve("data")).prove()).visits());
  }

  /// The account of the copy, once the kiosk is back.
  private void signIn() throws Exception {
    Object last = null;
    for (long end = System.nanoTime() + Waiting.PATIENCE.toNanos(); System.nanoTime() < end; ) {
      try {
        HttpResponse<String> answer =
            post("/api/v1/session", "{\"name\": \"王芳\", \"password\": \"" + PASSPHRASE + "\"}");
        last = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() == 201) {
          return;
        }
      } catch (IOException e) {
        last = e;
      }
      Thread.sleep(1_000);
    }
    throw new AssertionError("nobody could sign in: " + last);
  }

  @Test
  void without_the_code_or_once_there_is_an_administrator_nothing_is_taken() throws Exception {
    assertEquals(403, post(RESTORE, "{\"code\": \"AAAAAAAA\"}").statusCode());
    String guessed = RESTORE + "/0123456789abcdef0123456789abcdef";
    assertEquals(404, post(guessed + "/uploads", "{}").statusCode());
    assertEquals(404, post(guessed + "/confirm", "{}").statusCode());
    String right = right();
    HttpResponse<String> open =
        send(
            "PUT",
            guessed + "/uploads/0123",
            "application/octet-stream",
            BodyPublishers.ofByteArray(sealed));
    assertEquals(404, open.statusCode(), open.body());
    try (HttpClient screen = HttpClient.newHttpClient()) {
      screen.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door + "/screen/setup"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{}"))
              .build(),
          BodyHandlers.discarding());
    }
    HttpResponse<String> first =
        post(
            "/api/v1/setup",
            "{\"code\": \""
                + shown().path("code").asText()
                + "\", \"name\": \"李四\", \"password\": \""
                + PASSPHRASE
                + "\"}");
    assertEquals(201, first.statusCode(), first.body());
    assertEquals(409, post(right + "/uploads", "{}").statusCode());
    assertEquals(409, post(RESTORE, "{\"code\": \"AAAAAAAA\"}").statusCode());
  }
}
