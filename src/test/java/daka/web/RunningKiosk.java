package daka.web;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import daka.ScreenFeed;
import daka.health.Part;
import daka.reader.HttpReader;
import daka.screen.Answer;
import daka.screen.CentreSign;
import daka.screen.Entrance;
import daka.screen.Screen;
import daka.store.Cards;
import daka.store.Cursors;
import daka.store.DayLog;
import daka.store.OpenStore;
import daka.store.Pins;
import daka.store.VisitLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The real listener on a free port, with the real desk over a real database, and a reader `demo`.
final class RunningKiosk implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  final OpenStore store;
  final Screen screen;
  final Entrance entrance;
  KioskServer server;
  private static final int VOLUME = 70;
  private static final String NAME = "益民社区邻里中心";
  private static final Map<String, HttpReader> DEMO = Map.of("demo", new HttpReader("demo", null));

  private final AtomicLong skipped = new AtomicLong();
  private final Map<String, HttpReader> readers;
  private final List<Resource> more;
  private final Api api;
  private final ScreenFeed feed;
  final HttpClient http = HttpClient.newHttpClient();
  volatile Supplier<List<Part>> health = () -> List.of(Part.ok("store", "fine"));

  /// @param more what else is answered
  RunningKiosk(Path folder, Resource... more) throws Exception {
    this(new OpenStore(folder), NAME, DEMO, List.of(more));
  }

  /// @param capacity how many people the centre holds
  RunningKiosk(Path folder, int capacity) throws Exception {
    this(new OpenStore(folder, capacity), NAME, DEMO, List.of());
  }

  RunningKiosk(Path folder, String name, Map<String, HttpReader> readers) throws Exception {
    this(new OpenStore(folder), name, readers, List.of());
  }

  private RunningKiosk(
      OpenStore opened, String name, Map<String, HttpReader> readers, List<Resource> more)
      throws Exception {
    store = opened;
    store.resident("王小明", "W-1");
    List<String> languages = List.of("zh-Hans", "zh-Hant", "en");
    CentreSign sign = new CentreSign("yimin", name, languages, OpenStore.HOURS);
    screen = new Screen(sign, store.ledger::rooms, store::now, this::nanos, VOLUME);
    api =
        new Api(
            store.database,
            store.ledger,
            store.staff,
            store.fingerprints,
            screen.sessions(),
            store::now,
            OpenStore.ZONE);
    feed =
        new ScreenFeed(
            store.ledger.journal(),
            screen,
            new DayLog(store.database, OpenStore.HOURS),
            new Cards(store.database, store.fingerprints, store::now),
            new Cursors(store.database),
            OpenStore.HOURS,
            store::now);
    entrance = new Entrance(store.desk, screen);
    this.readers = readers;
    boolean speaks = more.stream().anyMatch(Recordings.class::isInstance);
    this.more =
        Stream.concat(
                Stream.concat(staff(), speaks ? Stream.of() : Stream.of(new Recordings(null))),
                more.stream())
            .toList();
    server = start(0);
  }

  /// What staff use at the screens.
  private Stream<Resource> staff() {
    return Stream.of(
        api,
        new RollCall(new VisitLog(store.database), store::now, OpenStore.ZONE),
        new Unlocking(
            new Pins(store.database, store.fingerprints),
            screen,
            OpenStore.HOURS,
            store::now,
            this::nanos));
  }

  private KioskServer start(int port) {
    KioskServer started =
        new KioskServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            screen,
            entrance,
            readers,
            () -> health.get(),
            more);
    started.start();
    return started;
  }

  /// Listens again on the port that was listened on, after the server was closed.
  void startAgain(int port) {
    server = start(port);
  }

  private long nanos() {
    return System.nanoTime() + skipped.get();
  }

  /// Lets time pass for all that is on the screens, without waiting.
  void pass(Duration time) {
    skipped.addAndGet(time.toNanos());
    screen.roomsChanged();
  }

  /// The answer that is on the screen.
  Answer shown() {
    return requireNonNull(screen.state().result(), "no answer is shown").answer();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url(path))).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String json) throws Exception {
    return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url(path)))
            .header("Content-Type", type)
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /// Presents a payload and gives the answer.
  JsonNode tap(String payload) throws Exception {
    String body = Json.MAPPER.writeValueAsString(Map.of("payload", payload));
    return json(post("/api/v1/scans", body));
  }

  /// Sends bytes as they are, and gives all that comes back until the connection is closed.
  String raw(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.MAPPER.readTree(response.body());
  }

  @Override
  public void close() throws SQLException {
    http.close();
    feed.close();
    api.close();
    server.close();
    store.close();
  }
}
