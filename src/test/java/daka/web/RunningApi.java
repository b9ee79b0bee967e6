package daka.web;

import com.fasterxml.jackson.databind.JsonNode;
import daka.screen.StaffSessions;
import daka.store.Database;
import daka.store.OpenStore;
import daka.store.TokenRole;
import daka.store.Tokens;
import java.io.IOException;
import java.io.InputStream;
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
import java.time.ZoneId;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The real listener of the LAN on a free port, over a real database, and a client that trusts its
/// certificate.
final class RunningApi implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /// One for all tests, because making one takes seconds.
  private static final class Certificate {
    static final LanCertificate MADE = make();

    private static LanCertificate make() {
      try {
        Path folder = Files.createDirectories(Path.of("target", "lan-certificate"));
        return LanCertificate.readOrMake(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  final OpenStore store;
  final LanCertificate certificate;
  final LanServer server;
  final HttpClient http;
  final String admin;
  final String staff;
  final String auditor;
  private final Api api;

  RunningApi(Path folder) throws Exception {
    this(folder, OpenStore.ZONE, Duration.ofSeconds(10));
  }

  /// @param patience how long a slow client has
  RunningApi(Path folder, ZoneId zone, Duration patience) throws Exception {
    store = new OpenStore(folder);
    api = api(store, zone);
    Tokens tokens = new Tokens(store.database);
    admin = tokens.issue("admin", TokenRole.ADMIN, store.now()).orElseThrow();
    staff = tokens.issue("staff", TokenRole.STAFF, store.now()).orElseThrow();
    auditor = tokens.issue("auditor", TokenRole.AUDITOR, store.now()).orElseThrow();
    certificate = Certificate.MADE;
    server =
        new LanServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), certificate, api, patience);
    server.start();
    http = HttpClient.newBuilder().sslContext(trusting(certificate)).build();
  }

  static Api api(OpenStore store, ZoneId zone) {
    Database database = store.database;
    StaffSessions sessions = new StaffSessions(System::nanoTime);
    return new Api(
        database, store.ledger, store.staff, store.fingerprints, sessions, store::now, zone);
  }

  static SSLContext trusting(LanCertificate certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(certificate.keystore())) {
      trusted.load(in, certificate.password().toCharArray());
    }
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("lan", trusted.getCertificate(LanCertificate.ALIAS));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  HttpRequest.Builder request(@Nullable String token, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path))
            .timeout(PATIENCE);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  HttpResponse<String> get(@Nullable String token, String path) throws Exception {
    return send(request(token, path));
  }

  HttpResponse<String> send(String method, String token, String path, String json)
      throws Exception {
    return send(
        request(token, path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  HttpResponse<String> post(String token, String path, String json) throws Exception {
    return send("POST", token, path, json);
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.MAPPER.readTree(response.body());
  }

  /// What an error says.
  static String detail(HttpResponse<String> response) throws IOException {
    return json(response).path("detail").asText();
  }

  @Override
  public void close() throws SQLException {
    api.close();
    http.close();
    server.close();
    store.close();
  }
}
