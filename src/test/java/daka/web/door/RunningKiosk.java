package daka.web.door;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import daka.board.ScreenFeed;
import daka.check.LeftBehind;
import daka.device.Waiting;
import daka.health.Part;
import daka.kiosk.KioskRestart;
import daka.reader.http.HttpReader;
import daka.screen.Answer;
import daka.screen.CentreSign;
import daka.screen.Entrance;
import daka.screen.ReaderRooms;
import daka.screen.Screen;
import daka.screen.SetupInvitation;
import daka.screen.StaffSessions;
import daka.store.OpenStore;
import daka.store.account.Accounts;
import daka.store.audit.AuditLog;
import daka.store.journal.Cursors;
import daka.store.register.Cards;
import daka.store.register.PersonalCodes;
import daka.store.register.StaffCards;
import daka.store.register.WrongGuesses;
import daka.store.visits.DayLog;
import daka.store.visits.VisitLog;
import daka.upkeep.NightlyCopy;
import daka.web.access.RecoveryCodes;
import daka.web.account.SignInRules;
import daka.web.api.Api;
import daka.web.api.RunningApi;
import daka.web.copies.BroughtCopy;
import daka.web.described.HeldAnswers;
import daka.web.devices.OfficeMachine;
import daka.web.http.Json;
import daka.web.http.Resource;
import daka.web.visits.RollCall;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The real listener on a free port, with the real desk over a real database, and a reader `demo`.
public final class RunningKiosk implements AutoCloseable {
  public static final Duration PATIENCE = Waiting.PATIENCE;

  public final OpenStore store;
  final Screen screen;
  final SetupInvitation invitation = new SetupInvitation(this::nanos);
  final RecoveryCodes recoveries = new RecoveryCodes(this::nanos);
  final Entrance entrance;
  private final StaffCards staffCards;
  private final boolean personalCode;
  public KioskServer server;
  private static final int VOLUME = 70;
  private static final String NAME = "益民社区邻里中心";
  private static final List<String> LANGUAGES = List.of("zh-Hans", "zh-Hant", "en");
  private static final Map<String, HttpReader> DEMO = Map.of("demo", new HttpReader("demo", null));

  private final AtomicLong skipped = new AtomicLong();
  private final Map<String, HttpReader> readers;
  private final Supplier<List<Resource>> more;
  public final HeldAnswers held = new HeldAnswers("kiosk");
  final Api api;
  final NightlyCopy copy;

  /// What somebody wants restored.
  final KioskRestart restart = new KioskRestart();

  /// Where what is plugged in is mounted.
  final List<Path> sticks = new CopyOnWriteArrayList<>();

  private final OfficeMachine machine;
  private final ScreenFeed feed;
  final HttpClient http = HttpClient.newHttpClient();
  public volatile Supplier<List<Part>> health = () -> List.of(Part.ok("store", "fine"));

  /// @param more what else is answered
  public RunningKiosk(Path folder, Resource... more) throws Exception {
    this(folder, new OpenStore(folder), NAME, LANGUAGES, DEMO, List.of(more), false);
  }

  /// The kiosk of a centre that wants a personal code after a number.
  static RunningKiosk withPersonalCodes(Path folder) throws Exception {
    return new RunningKiosk(folder, new OpenStore(folder), NAME, LANGUAGES, DEMO, List.of(), true);
  }

  /// @param capacity how many people the centre holds
  public RunningKiosk(Path folder, int capacity) throws Exception {
    this(folder, capacity, LANGUAGES);
  }

  /// @param languages that the screens speak, the centre's own first
  RunningKiosk(Path folder, int capacity, List<String> languages) throws Exception {
    this(folder, new OpenStore(folder, capacity), NAME, languages, DEMO, List.of(), false);
  }

  RunningKiosk(Path folder, String name, Map<String, HttpReader> readers) throws Exception {
    this(folder, new OpenStore(folder), name, LANGUAGES, readers, List.of(), false);
  }

  private RunningKiosk(
      Path folder,
      OpenStore opened,
      String name,
      List<String> languages,
      Map<String, HttpReader> readers,
      List<Resource> more,
      boolean personalCode)
      throws Exception {
    this.personalCode = personalCode;
    store = opened;
    store.resident("王小明", "W-1");
    CentreSign sign = new CentreSign("yimin", name, languages, OpenStore.HOURS, personalCode);
    staffCards = new StaffCards(store.database, store.fingerprints);
    StaffSessions sessions =
        new StaffSessions(this::nanos, member -> staffCards.isStill(member, today()));
    screen = new Screen(sign, store.ledger::rooms, store::now, this::nanos, VOLUME, sessions);
    screen.invite(invitation);
    machine = new OfficeMachine(folder.resolve("machine"), store);
    copy = new NightlyCopy(folder, OpenStore.HOURS, store::now, this::nanos, false);
    api =
        new Api(
            store.database,
            store.ledger,
            store.staff,
            store.fingerprints,
            screen.sessions(),
            new SignInRules(name, List.of(name), false, invitation, recoveries, this::nanos),
            store::now,
            OpenStore.HOURS,
            RunningApi.figures(store, () -> health.get()),
            RunningApi.centre(store, new ReaderRooms()));
    feed =
        new ScreenFeed(
            store.ledger.journal(),
            screen,
            new DayLog(store.database, OpenStore.HOURS),
            new Cards(store.database, store.fingerprints, store::now),
            new Cursors(store.database),
            OpenStore.HOURS,
            store::now);
    entrance = new Entrance(store.desk, screen, presented -> staffCards.ofCard(presented, today()));
    this.readers = readers;
    boolean speaks = more.stream().anyMatch(Recordings.class::isInstance);
    this.more =
        () ->
            Stream.concat(
                    Stream.concat(staff(), speaks ? Stream.of() : Stream.of(new Recordings(null))),
                    more.stream())
                .toList();
    server = start(0);
    LeftBehind.offerState(URI.create(url("/")));
  }

  /// What staff use at the screens.
  private Stream<Resource> staff() {
    return Stream.of(
        held,
        new SetupTouches(invitation),
        new RecoveryTouch(screen, new Accounts(store.database, store.fingerprints), recoveries),
        restoring(),
        new RollCall(new VisitLog(store.database), store::now, OpenStore.ZONE),
        new TypedNumbers(
            entrance,
            personalCode ? new PersonalCodes(store.database, store.fingerprints) : null,
            new WrongGuesses(store.database),
            store::now,
            this::nanos),
        new Unlocking(
            new AuditLog(store.database),
            staffCards,
            new WrongGuesses(store.database),
            screen,
            OpenStore.HOURS,
            store::now,
            this::nanos));
  }

  /// What answers for the office, and for staff at the screens.
  private List<Resource> api() {
    return Stream.concat(office(), Stream.of(held, api)).toList();
  }

  private RestoreTouches restoring() {
    BroughtCopy brought = new BroughtCopy(copy.file().resolveSibling(""));
    return new RestoreTouches(
        new AdministratorAtScreen(screen, new Accounts(store.database, store.fingerprints)),
        new AuditLog(store.database),
        new RestorableCopies(copy.file(), brought.file(), () -> List.copyOf(sticks)),
        brought,
        RunningApi.looking(store),
        restart,
        null,
        store::now,
        OpenStore.ZONE);
  }

  /// What the office asks beside the API.
  Stream<Resource> office() {
    return Stream.concat(
        RunningApi.office(store, api, Path.of("none"), machine).stream(),
        Stream.of(
            RunningApi.settings(store, api, machine.config()),
            RunningApi.plan(store, api, machine.config(), new KioskRestart()),
            RunningApi.copies(store, api, copy),
            RunningApi.first(store, api, copy, restart),
            RunningApi.forwarding(store, api, _ -> {})));
  }

  private LocalDate today() {
    return OpenStore.HOURS.day(store.now());
  }

  private KioskServer start(int port) {
    return start(OwnAddress.alone(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
  }

  private KioskServer start(OwnAddress address) {
    KioskServer started =
        new KioskServer(
            address, screen, entrance, readers, () -> health.get(), more.get(), this::api);
    started.start();
    return started;
  }

  /// Answers again with all that is kept in memory made anew.
  void restart() {
    server.close();
    server = start(0);
  }

  /// Listens again on the port that was listened on, after the server was closed.
  void startAgain(int port) {
    server = start(port);
  }

  /// Listens at an address where another server still does.
  void listenBeside(OwnAddress address) {
    server.close();
    server = start(address);
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

  public String url(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  public HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url(path))).build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> post(String path, String json) throws Exception {
    return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  public HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url(path)))
            .header("Content-Type", type)
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /// Presents a payload and gives the answer.
  public JsonNode tap(String payload) throws Exception {
    String body = Json.MAPPER.writeValueAsString(Map.of("payload", payload));
    return json(post("/api/v1/scans", body));
  }

  /// Sends bytes as they are, and gives all that comes back until the connection is closed.
  public String raw(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.MAPPER.readTree(response.body());
  }

  @Override
  public void close() throws SQLException {
    http.close();
    feed.close();
    api.close();
    server.close();
    machine.close();
    store.close();
    held.close();
  }
}
