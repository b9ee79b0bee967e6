package daka.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.Door;
import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.config.Config;
import daka.device.Waiting;
import daka.store.OpenStore;
import daka.store.account.AccountName;
import daka.store.account.Accounts;
import daka.store.account.NewAccount;
import daka.store.file.DataKey;
import daka.store.file.Keys;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import daka.store.rescue.Backup;
import daka.store.rescue.Restoration;
import daka.store.rescue.RestorationTrial;
import daka.web.described.HeldAtClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A copy is carried away, brought back, looked at before the kiosk and restored by a restart.
class RestoreAtKioskTest {
  private static final String PASSPHRASE = "三月的雨落在青石板上没有任何声音";
  private static final Duration ONE = Duration.ofSeconds(10);
  private static final String PAGE = "board-0123456789abcdef";

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Path file;
  private String token;
  private int port;
  private RunningKiosk kiosk;
  private Thread thread;
  private @Nullable InputStream events;
  private String cookie = "";

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(folder);
    for (String key : Keys.ALL) {
      Keys.write(folder.resolve(key), key, new byte[32], DataKey.NONE);
    }
    try (OpenStore store = new OpenStore(folder)) {
      token = new Tokens(store.database).issue("test", TokenRole.ADMIN, store.now()).orElseThrow();
      Person person = new Person("陈雅静", Role.STAFF, null, null, null, null);
      long id = store.person(person, new NewCard.Read(CardKind.QR, "A-1", false, null));
      Accounts accounts = new Accounts(store.database, store.fingerprints);
      accounts.addFirst(AccountName.of("first"), PASSPHRASE, store.now());
      accounts.add(
          new NewAccount(AccountName.of("陈雅静"), TokenRole.ADMIN, id, PASSPHRASE, false),
          store.now());
    }
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    file = folder.resolve("daka.toml");
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
        data = "."
        listen = "127.0.0.1:%d"
        [[reader]]
        id = "demo"
        kind = "http"
        """
            .formatted(port));
    run(Duration.ZERO);
  }

  /// @param patience how long a restart waits for whoever is at the screen
  private void run(Duration patience) throws Exception {
    Config config = assertInstanceOf(Config.Valid.class, Config.read(file)).config();
    kiosk = RunningKiosk.start(config, Wiring.PLAIN, WarmUp.begin(), patience);
    thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    kiosk.run();
                  } catch (StartException e) {
                    throw new IllegalStateException(e);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  @AfterEach
  void close() throws Exception {
    if (events != null) {
      events.close();
    }
    stop();
    http.close();
  }

  private void stop() {
    kiosk.close();
    thread.interrupt();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Waiting.PATIENCE);
  }

  private HttpRequest.Builder admin(String path) {
    return request("/api/v1/" + path).header("Authorization", "Bearer " + token);
  }

  private JsonNode post(String path, String json) throws Exception {
    HttpResponse<String> answer =
        HeldAtClient.atKiosk(
            http.send(
                admin(path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(json))
                    .build(),
                BodyHandlers.ofString()));
    assertTrue(answer.statusCode() < 300, answer.body());
    return Door.JSON.readTree(answer.body());
  }

  private void make(String path, String json) throws Exception {
    HttpResponse<String> answer =
        http.send(
            admin(path)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.ofString());
    assertTrue(answer.statusCode() < 300, answer.body());
  }

  /// Asks until the answer is so; the kiosk may be away in between. A listener that closes may take
  /// a question and never answer it.
  private JsonNode await(String path, Predicate<JsonNode> is) throws Exception {
    Object last = null;
    for (long end = System.nanoTime() + Waiting.PATIENCE.toNanos(); System.nanoTime() < end; ) {
      try {
        HttpResponse<String> answer =
            HeldAtClient.atKiosk(
                http.send(admin(path).timeout(ONE).build(), BodyHandlers.ofString()));
        last = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() == 200) {
          JsonNode now = Door.JSON.readTree(answer.body());
          if (is.test(now)) {
            return now;
          }
        }
      } catch (IOException _) {
        // Between two listeners.
      }
      Thread.sleep(20);
    }
    throw new AssertionError(path + " stayed " + last);
  }

  /// A page that the administrator's own card has unlocked.
  private void unlock() throws Exception {
    HttpResponse<InputStream> page =
        http.send(request("/screen/events?page=" + PAGE).build(), BodyHandlers.ofInputStream());
    events = page.body();
    cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    assertEquals(403, screen("").statusCode());
    new Door(URI.create("http://127.0.0.1:" + port)).tap("A-1");
    for (long end = System.nanoTime() + Waiting.PATIENCE.toNanos(); System.nanoTime() < end; ) {
      if (screen("").statusCode() == 200) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the page stayed locked");
  }

  private HttpResponse<String> screen(String path) throws Exception {
    return HeldAtClient.atKiosk(http.send(page(path).build(), BodyHandlers.ofString()));
  }

  private HttpResponse<String> screen(String path, String copy) throws Exception {
    return HeldAtClient.atKiosk(
        http.send(
            page(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"copy\": \"" + copy + "\"}"))
                .build(),
            BodyHandlers.ofString()));
  }

  private HttpRequest.Builder page(String path) {
    return request("/screen/restore" + path).header("Cookie", cookie).header("Daka-Page", PAGE);
  }

  private String choose(String source) throws Exception {
    for (JsonNode copy : Door.JSON.readTree(screen("").body()).path("copies")) {
      if (copy.path("source").asText().equals(source)) {
        return copy.path("id").asText();
      }
    }
    throw new AssertionError("no copy " + source);
  }

  /// Makes a copy and carries it away sealed.
  private byte[] carryAway() throws Exception {
    await("copies", answer -> !answer.path("nightly").isNull() && answer.path("making").isNull());
    post("copies/nightly", "");
    await("copies", answer -> answer.path("making").isNull());
    String path =
        post("copies/downloads", "{\"passphrase\": \"" + PASSPHRASE + "\"}").path("path").asText();
    HttpResponse<byte[]> sealed =
        http.send(
            request(path).header("Authorization", "Bearer " + token).build(),
            BodyHandlers.ofByteArray());
    assertEquals(200, sealed.statusCode());
    return sealed.body();
  }

  private HttpResponse<String> bring(byte[] copy, String passphrase) throws Exception {
    JsonNode ready = post("copies/uploads", "{\"passphrase\": \"" + passphrase + "\"}");
    return HeldAtClient.atKiosk(
        http.send(
            request(ready.path("path").asText())
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(copy))
                .build(),
            BodyHandlers.ofString()));
  }

  private long visits() {
    return assertInstanceOf(Proof.Proven.class, new Verify(folder).prove()).visits();
  }

  private List<String> names(String part) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(each -> each.getFileName().toString())
          .filter(n -> n.contains(part))
          .toList();
    }
  }

  @Test
  void a_copy_that_was_carried_away_is_brought_back_looked_at_and_restored() throws Exception {
    Door door = new Door(URI.create("http://127.0.0.1:" + port));
    post("visits", "{\"party\": 2, \"room\": \"hall\"}");
    byte[] sealed = carryAway();
    post("visits", "{\"party\": 3, \"room\": \"hall\"}");
    post("visits", "{\"party\": 4, \"room\": \"hall\"}");
    assertEquals(3, visits());

    JsonNode brought = Door.JSON.readTree(bring(sealed, PASSPHRASE).body()).path("brought");
    assertEquals(1, brought.path("visits").asInt(), brought::toString);
    assertEquals(3, visits(), "nothing is restored by that");

    unlock();
    String copy = choose("brought");
    assertEquals(409, screen("/confirm", copy).statusCode(), "nobody has looked at it");
    JsonNode looked = Door.JSON.readTree(screen("/look", copy).body());
    assertEquals(1, looked.path("visits").asInt(), looked::toString);
    assertEquals(1, looked.path("people").asInt(), looked::toString);
    int lost = looked.at("/lost/visits").asInt();
    assertTrue(lost >= 2, looked::toString);
    assertEquals(0, looked.path("missing").size());
    assertEquals(202, screen("/confirm", copy).statusCode());

    await("copies", answer -> answer.path("brought").isNull());
    JsonNode audit = await("audit", answer -> answer.toString().contains("store.restored"));
    assertTrue(audit.toString().contains("\"who\":\"陈雅静\""), audit::toString);
    assertEquals(1, names(".replaced.db").stream().filter(n -> n.endsWith(".db")).count());
    assertEquals(1, visits());
    door.tap("unknown");
    post("visits", "{\"party\": 1, \"room\": \"hall\"}");
    assertEquals(2, visits());
  }

  @Test
  void what_was_changed_on_its_way_or_has_another_passphrase_is_not_taken_in() throws Exception {
    byte[] sealed = carryAway();
    assertEquals(422, bring(sealed, PASSPHRASE + "!").statusCode());
    byte[] changed = sealed.clone();
    changed[sealed.length / 2] ^= 1;
    assertEquals(422, bring(changed, PASSPHRASE).statusCode());
    assertEquals(422, bring("no copy".getBytes(StandardCharsets.UTF_8), "").statusCode());
    assertEquals(List.of(), names("daka.brought"));
  }

  @Test
  void a_copy_that_is_not_sound_is_told_and_the_kiosk_goes_on_as_it_was() throws Exception {
    byte[] sealed = carryAway();
    bring(sealed, PASSPHRASE);
    Path brought = folder.resolve("daka.brought.db");
    byte[] bytes = Files.readAllBytes(brought);
    Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 7);
    Files.write(brought, bytes);
    unlock();
    assertEquals(422, screen("/look", choose("brought")).statusCode());
    assertEquals(409, screen("/confirm", choose("brought")).statusCode());
  }

  /// It was sound when somebody looked at it, and is gone when the kiosk comes to it.
  @Test
  void a_copy_that_vanishes_before_the_restart_leaves_the_kiosk_as_it_was() throws Exception {
    stop();
    run(Duration.ofMinutes(10));
    post("visits", "{\"party\": 2, \"room\": \"hall\"}");
    bring(carryAway(), PASSPHRASE);
    post("visits", "{\"party\": 3, \"room\": \"hall\"}");
    unlock();
    String copy = choose("brought");
    assertEquals(200, screen("/look", copy).statusCode());
    assertEquals(202, screen("/confirm", copy).statusCode());
    await("settings", answer -> answer.path("why").asText().contains("at the screen"));
    Files.delete(folder.resolve("daka.brought.db"));
    await("settings", answer -> answer.path("why").asText().contains("was not restored"));
    assertEquals(3, visits(), "two of guests, and the card that unlocked");
  }

  /// It is sound, and lacks a room that the config names since somebody has looked at it.
  @Test
  void a_sound_copy_that_the_kiosk_cannot_start_with_is_taken_back_and_that_is_told()
      throws Exception {
    stop();
    run(Duration.ofMinutes(10));
    post("visits", "{\"party\": 2, \"room\": \"hall\"}");
    bring(carryAway(), PASSPHRASE);
    make("rooms/tea", "{\"name\": \"茶室\", \"floor\": \"1F\", \"capacity\": 9}");
    unlock();
    String copy = choose("brought");
    assertEquals(200, screen("/look", copy).statusCode());
    assertEquals(202, screen("/confirm", copy).statusCode());
    await("settings", answer -> answer.path("why").asText().contains("at the screen"));
    Files.writeString(file, Files.readString(file).replace("room = \"hall\"", "room = \"tea\""));

    await("settings", answer -> answer.path("why").asText().contains("goes on as before"));
    assertEquals(2, visits(), "of guests, and the card that unlocked");
    String audit = await("audit", _ -> true).toString();
    assertTrue(audit.contains("restore.undone"), audit);
    assertTrue(!audit.contains("store.restored"), audit);
    assertTrue(undone().path("detail").asText().contains("tea"), () -> undone().toString());
    assertEquals(List.of(), names("daka.trial"));
  }

  private JsonNode undone() {
    try {
      return new Door(URI.create("http://127.0.0.1:" + port)).part("restore");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /// The same by the command, of which no kiosk knows that goes on as before.
  @Test
  void a_kiosk_that_never_gets_ready_with_a_copy_has_the_database_from_before_at_last()
      throws Exception {
    post("visits", "{\"party\": 2, \"room\": \"hall\"}");
    await("copies", answer -> !answer.path("nightly").isNull() && answer.path("making").isNull());
    make("rooms/tea", "{\"name\": \"茶室\", \"floor\": \"1F\", \"capacity\": 9}");
    stop();
    Files.writeString(file, Files.readString(file).replace("room = \"hall\"", "room = \"tea\""));
    new Restoration(folder, InstantSource.system()).run(folder.resolve(Backup.NIGHTLY));
    for (int start = 0; start < RestorationTrial.MOST_STARTS; start++) {
      assertThrows(StartException.class, () -> run(Duration.ZERO));
    }
    run(Duration.ZERO);
    assertEquals(1, visits());
    String detail = undone().path("detail").asText();
    assertTrue(detail.contains("in 3 starts") && detail.contains("tea"), detail);
    assertTrue(await("audit", _ -> true).toString().contains("restore.undone"));
  }

  /// Power that goes after the confirmation and before the restart: nothing was decided.
  @Test
  void a_confirmation_that_nothing_came_of_is_forgotten() throws Exception {
    post("visits", "{\"party\": 2, \"room\": \"hall\"}");
    bring(carryAway(), PASSPHRASE);
    post("visits", "{\"party\": 3, \"room\": \"hall\"}");
    stop();
    run(Duration.ZERO);
    assertEquals(2, visits());
    assertEquals(List.of("daka.brought.db"), names("daka.brought"));
  }
}
