package daka.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import daka.check.Alone;
import daka.checkin.Hours;
import daka.config.Config;
import daka.config.Problem;
import daka.device.Waiting;
import daka.health.Backlog;
import daka.health.Part;
import daka.host.ClockTrust;
import daka.host.Machine;
import daka.kiosk.AskedCopy;
import daka.kiosk.ConfigCentre;
import daka.kiosk.KioskRestart;
import daka.screen.ReaderRooms;
import daka.screen.SetupInvitation;
import daka.screen.StaffSessions;
import daka.store.OpenStore;
import daka.store.account.Passwords;
import daka.store.audit.AuditLog;
import daka.store.audit.SetAsideDeeds;
import daka.store.file.DataKey;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.journal.Cursors;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import daka.store.visits.DayLog;
import daka.store.visits.PlannedRooms;
import daka.upkeep.NightlyCopy;
import daka.web.access.RecoveryCodes;
import daka.web.account.SignInRules;
import daka.web.admin.OfficeApi;
import daka.web.admin.OfficePages;
import daka.web.copies.BroughtCopy;
import daka.web.copies.CopiesApi;
import daka.web.copies.LookedCopy;
import daka.web.copies.RestoringRestart;
import daka.web.copies.SetupRestore;
import daka.web.described.HeldAnswers;
import daka.web.devices.OfficeMachine;
import daka.web.forwarding.ForwardingApi;
import daka.web.http.Json;
import daka.web.http.Resource;
import daka.web.http.UnfinishedBodies;
import daka.web.lan.LanCertificate;
import daka.web.lan.LanCertificates;
import daka.web.lan.LanServer;
import daka.web.metrics.KioskFigures;
import daka.web.plan.PlanApi;
import daka.web.settings.Restart;
import daka.web.settings.SettingsApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The real listener of the LAN on a free port, over a real database, and a client that trusts its
/// certificate.
public final class RunningApi implements AutoCloseable {
  private static final List<String> LANGUAGES = List.of("zh-Hans", "zh-Hant", "en");

  private static final String CONFIG =
      """
      # The kiosk at the entrance
      [centre]
      id = "yimin"
      name = "益民社区邻里中心"   # as on the sign
      hours = "08:30-21:00"
      #capacity = 300

      [kiosk]
      id = "entrance"
      room = "hall"

      [[reader]]
      id = "counter"
      kind = "serial"
      device = "/dev/ttyACM0"
      room = "sports"

      [lan]
      """;

  public static final Duration PATIENCE = Waiting.PATIENCE;

  /// One for all tests, and kept for the next.
  private static final class Certificate {
    static final LanCertificate MADE = make();

    private static LanCertificate make() {
      try (Alone _ = Alone.with("lan-certificate")) {
        Path folder = Files.createDirectories(Path.of("target", "lan-certificate"));
        return new LanCertificates(
                folder, DataKey.NONE, List.of(), InstantSource.system(), () -> true)
            .current();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The numbers of the entries that somebody wanted sent again.
  public final List<Long> sentAgain = new CopyOnWriteArrayList<>();

  public final OpenStore store;

  /// What makes the copy of the night, when somebody asks for it.
  public final NightlyCopy copy;

  /// Whether somebody wants the kiosk restarted.
  public final KioskRestart restart = new KioskRestart();

  /// What is plugged in, and the devices of the kiosk.
  public final OfficeMachine machine;

  public final LanCertificate certificate;
  public final LanServer server;
  public final HttpClient http;
  public final String admin;
  public final String staff;
  public final String auditor;
  public final HeldAnswers held = new HeldAnswers("lan");
  private final Api api;

  public RunningApi(Path folder) throws Exception {
    this(folder, OpenStore.HOURS, Duration.ofSeconds(10));
  }

  /// @param rules of signing in
  public RunningApi(Path folder, SignInRules rules) throws Exception {
    this(folder, OpenStore.HOURS, Duration.ofSeconds(10), LanServer.PACE, rules);
  }

  /// @param pace of the bodies
  public RunningApi(Path folder, UnfinishedBodies.Pace pace) throws Exception {
    this(folder, OpenStore.HOURS, Duration.ofSeconds(10), pace);
  }

  /// @param patience how long a slow client has
  public RunningApi(Path folder, Hours hours, Duration patience) throws Exception {
    this(folder, hours, patience, LanServer.PACE);
  }

  private RunningApi(Path folder, Hours hours, Duration patience, UnfinishedBodies.Pace pace)
      throws Exception {
    this(folder, hours, patience, pace, rules());
  }

  private RunningApi(
      Path folder, Hours hours, Duration patience, UnfinishedBodies.Pace pace, SignInRules rules)
      throws Exception {
    store = new OpenStore(folder);
    copy = new NightlyCopy(folder, hours, store::now, System::nanoTime, false);
    copy.wokenBy(copy::check);
    machine = new OfficeMachine(folder.resolve("machine"), store);
    api = api(store, hours, rules);
    Tokens tokens = new Tokens(store.database);
    admin = tokens.issue("admin", TokenRole.ADMIN, store.now()).orElseThrow();
    staff = tokens.issue("staff", TokenRole.STAFF, store.now()).orElseThrow();
    auditor = tokens.issue("auditor", TokenRole.AUDITOR, store.now()).orElseThrow();
    certificate = certificate();
    server =
        new LanServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            certificate,
            api,
            Stream.concat(
                    Stream.of(
                        held,
                        new OfficePages(LANGUAGES, rules.invitation()::isOpen),
                        settings(store, api, config(store)),
                        plan(store, api, config(store), restart),
                        copies(store, api, copy),
                        first(store, api, copy, restart),
                        forwarding(store, api, sentAgain::add)),
                    office(store, api, folder.resolve("daka.cdx.json"), machine).stream())
                .toList(),
            patience,
            pace);
    server.start();
    http = HttpClient.newBuilder().sslContext(trusting(certificate)).build();
  }

  /// The certificate that is kept from test to test.
  public static LanCertificate certificate() {
    return Certificate.MADE;
  }

  /// Of a centre that has its administrators.
  private static SignInRules rules() {
    return new SignInRules(
        "益民社区邻里中心",
        List.of("益民社区邻里中心", "yimin"),
        false,
        new SetupInvitation(System::nanoTime),
        new RecoveryCodes(System::nanoTime),
        System::nanoTime);
  }

  public static Api api(OpenStore store, Hours hours) {
    return api(store, hours, rules());
  }

  private static Api api(OpenStore store, Hours hours, SignInRules rules) {
    return api(store, hours, rules, centre(store, new ReaderRooms()));
  }

  /// What a config file says that lies beside the database: the usual hours, and the reader
  /// `counter` at the room `sports`.
  ///
  /// @param places of the readers
  public static CentreFile centre(OpenStore store, ReaderRooms places) {
    try {
      return new ConfigCentre(
          read(config(store)), store.database, store.ledger::rooms, places, () -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Config read(Path file) {
    return switch (Config.read(file)) {
      case Config.Valid(Config config) -> config;
      case Config.Invalid(List<Problem> problems) -> throw new AssertionError(problems);
    };
  }

  /// Beside the store, made by who asks first.
  private static Path config(OpenStore store) throws IOException {
    Path file = store.database.file().resolveSibling("daka.toml");
    return Files.exists(file) ? file : Files.writeString(file, CONFIG);
  }

  private static Api api(OpenStore store, Hours hours, SignInRules rules, CentreFile file) {
    Database database = store.database;
    StaffSessions sessions = new StaffSessions(System::nanoTime, _ -> true);
    return new Api(
        database,
        store.ledger,
        store.staff,
        store.fingerprints,
        sessions,
        rules,
        store::now,
        hours,
        figures(store, () -> List.of(Part.ok("store", "writes")), () -> backlogs(store)),
        file);
  }

  /// Of the upstreams that have a cursor.
  private static List<Backlog> backlogs(OpenStore store) {
    try {
      return store.database.read(
          connection ->
              Sql.all(
                  connection,
                  "SELECT name FROM cursors ORDER BY name DESC",
                  row -> new Backlog(row.getString(1), 0, null, Duration.ZERO, 0L)));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The figures of a kiosk without upstreams, at this store.
  public static KioskFigures figures(OpenStore store, Supplier<List<Part>> health) {
    return figures(store, health, List::of);
  }

  private static KioskFigures figures(
      OpenStore store, Supplier<List<Part>> health, Supplier<List<Backlog>> upstreams) {
    return new KioskFigures(
        "1.2",
        store.now(),
        store.desk.taps(),
        store.ledger.journal(),
        health,
        upstreams,
        () -> Optional.of(new Machine.Space(4_000_000, 16_000_000)),
        store::now,
        () -> ClockTrust.SYNCHRONISED);
  }

  /// What the office asks beside the API.
  ///
  /// @param partsList where the list of what the program is made of would be
  public static List<Resource> office(
      OpenStore store, Api api, Path partsList, OfficeMachine machine) {
    OfficeApi office =
        new OfficeApi(
            api.access(),
            new OfficeApi.Centre("益民社区邻里中心", OpenStore.HOURS, LANGUAGES, "1.0", partsList),
            store.ledger::rooms,
            new DayLog(store.database, OpenStore.HOURS),
            new Cursors(store.database),
            () ->
                List.of(
                    Part.ok("store", "writes"),
                    Part.failed("reader counter", "gone", "Plug it in.")),
            store::now);
    return Stream.concat(Stream.of(office), machine.resources(store, api).stream()).toList();
  }

  /// What the office asks of the forwarding, with one receiver.
  ///
  /// @param again takes the numbers of entries that are to be sent again
  public static ForwardingApi forwarding(OpenStore store, Api api, LongConsumer again) {
    return new ForwardingApi(
        api.access(),
        new Cursors(store.database),
        new SetAsideDeeds(store.database),
        store.ledger.journal()::head,
        List.of(
            new ForwardingApi.Receiver(
                "upstream",
                () -> new Backlog("upstream", 2, store.now(), Duration.ofMinutes(3), 1L),
                () -> Part.warning("upstream", "2 entries waiting", "Ask the town."),
                again)),
        OpenStore.ZONE);
  }

  /// What the office asks of the settings; nothing restarts.
  public static SettingsApi settings(OpenStore store, Api api, Path config) {
    return new SettingsApi(
        api.access(),
        new AuditLog(store.database),
        config,
        Config.read(config) instanceof Config.Valid(Config read) ? read.tag() : "",
        () ->
            store.ledger.rooms().stream()
                .map(space -> space.room().id())
                .collect(Collectors.toSet()),
        new KioskRestart());
  }

  /// The rooms, hours and settings in one file.
  public static PlanApi plan(OpenStore store, Api api, Path config, Restart restart) {
    return new PlanApi(
        api.access(),
        new AuditLog(store.database),
        config,
        new PlannedRooms(store.database, store.ledger),
        store.ledger::rooms,
        ConfigCentre::told,
        restart,
        store::now,
        OpenStore.ZONE);
  }

  /// What the office asks of the copies.
  public static CopiesApi copies(OpenStore store, Api api, NightlyCopy copy) {
    return new CopiesApi(
        api.access(),
        new AuditLog(store.database),
        new AskedCopy(copy),
        new BroughtCopy(copy.file().resolveSibling("")),
        new Passwords(List.of("益民社区邻里中心", "yimin")),
        System::nanoTime,
        OpenStore.ZONE);
  }

  /// What looks at a copy for a kiosk at the room `hall`.
  public static LookedCopy.By looking(OpenStore store) {
    return new LookedCopy.By(
        store.database,
        rooms -> rooms.contains("hall") ? List.of() : List.of("hall"),
        OpenStore.ZONE);
  }

  /// What whoever comes first may ask of the copies.
  public static SetupRestore first(
      OpenStore store, Api api, NightlyCopy copy, RestoringRestart restart) {
    return new SetupRestore(
        api.access(),
        api.setupCode(),
        new AuditLog(store.database),
        new BroughtCopy(copy.file().resolveSibling("")),
        looking(store),
        restart,
        store::now,
        System::nanoTime,
        OpenStore.ZONE);
  }

  public static SSLContext trusting(LanCertificate certificate) throws Exception {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("root", certificate.root());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /// A connection of TLS, for bytes as they are.
  public SSLSocket connect() throws Exception {
    SSLSocket socket =
        (SSLSocket)
            trusting(certificate).getSocketFactory().createSocket("127.0.0.1", server.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  public HttpRequest.Builder request(@Nullable String token, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path))
            .timeout(PATIENCE);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  public HttpResponse<String> get(@Nullable String token, String path) throws Exception {
    return send(request(token, path));
  }

  public HttpResponse<String> send(String method, String token, String path, String json)
      throws Exception {
    return send(
        request(token, path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> post(String token, String path, String json) throws Exception {
    return send("POST", token, path, json);
  }

  public static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.MAPPER.readTree(response.body());
  }

  /// Changes or deletes something as an administrator, whatever it is now.
  public HttpResponse<String> overwrite(String method, String path, String json) throws Exception {
    return ifMatch("*", method, path, json);
  }

  /// Changes or deletes something as an administrator who has seen it with this tag.
  public HttpResponse<String> ifMatch(String tag, String method, String path, String json)
      throws Exception {
    return send(
        request(admin, path)
            .header("Content-Type", "application/json")
            .header("If-Match", tag)
            .method(method, BodyPublishers.ofString(json)));
  }

  /// Puts something right as a member of staff, whatever it is now.
  public HttpResponse<String> correct(String method, String path, String json) throws Exception {
    return send(
        request(staff, path)
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .method(method, BodyPublishers.ofString(json)));
  }

  /// Makes something as an administrator that is not there yet.
  public HttpResponse<String> make(String path, String json) throws Exception {
    return send(
        request(admin, path)
            .header("Content-Type", "application/json")
            .header("If-None-Match", "*")
            .PUT(BodyPublishers.ofString(json)));
  }

  /// What an error says.
  public static String detail(HttpResponse<String> response) throws IOException {
    return json(response).path("detail").asText();
  }

  @Override
  public void close() throws SQLException {
    api.close();
    machine.close();
    http.close();
    server.close();
    store.close();
    held.close();
  }
}
