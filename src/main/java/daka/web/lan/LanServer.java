package daka.web.lan;

import daka.health.Part;
import daka.web.api.Api;
import daka.web.copies.Upload;
import daka.web.http.Crowd;
import daka.web.http.Resource;
import daka.web.http.SafeHeaders;
import daka.web.http.SlowClients;
import daka.web.http.UnfinishedBodies;
import daka.web.http.UnfinishedBodies.Pace;
import daka.web.http.WebServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// The listener for the LAN: the API and the office over TLS 1.2 or 1.3, each request on a virtual
/// thread of its own. Clients that are slow, or many, are cut off.
public final class LanServer implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 256;

  /// A browser has six; this leaves room for several people behind one address.
  private static final int MAX_OF_ONE_ADDRESS = 32;

  /// Those that were not accepted yet: a burst must not make others wait for their next try.
  private static final int BACKLOG = 512;

  /// An import of some megabytes over a weak wireless network takes a minute.
  public static final Pace PACE = new Pace(Duration.ofSeconds(10), 4 * 1024, Duration.ofMinutes(3));

  /// A copy of any size over the same network, as long as it comes along; a night is enough for all
  /// that a card holds.
  public static final Pace OF_COPIES =
      new Pace(Duration.ofSeconds(30), 4 * 1024, Duration.ofHours(12), true);

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Beside what Jetty excludes: the suites of TLS 1.2 that encrypt without authenticating at once,
  /// whose padding has given away plaintext again and again. Every client since 2014 has others.
  private static final String NO_CBC = "^.*_CBC_.*$";

  private final InetSocketAddress listen;
  private volatile LanCertificate certificate;
  private final SslContextFactory.Server tls = new SslContextFactory.Server();
  private final SlowClients slow;
  private final UnfinishedBodies bodies;
  private final WebServer server;

  /// @param listen port 0 takes any free port
  /// @param more what else is answered here, such as the office
  public LanServer(
      InetSocketAddress listen, LanCertificate certificate, Api api, List<Resource> more) {
    this(listen, certificate, api, more, PATIENCE, PACE);
  }

  /// @param more what else is answered here, such as the office
  /// @param patience how long a client may take over a handshake or the head of a request
  /// @param pace of the bodies
  public LanServer(
      InetSocketAddress listen,
      LanCertificate certificate,
      Api api,
      List<Resource> more,
      Duration patience,
      Pace pace) {
    this.listen = listen;
    this.certificate = certificate;
    tls.setCertAlias(LanCertificate.ALIAS);
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    tls.addExcludeCipherSuites(NO_CBC);
    show(certificate);
    slow = new SlowClients(patience);
    bodies = new UnfinishedBodies("lan-bodies", request -> isCopy(request) ? OF_COPIES : pace);
    List<Resource> resources = new ArrayList<>();
    resources.add(new SafeHeaders());
    resources.add(new LanGate(api.access()));
    resources.add(new RootCertificate(() -> this.certificate.root()));
    resources.add(api);
    resources.addAll(more);
    server = new WebServer(threads(), this::connector, List.of(bodies), resources);
  }

  private static boolean isCopy(Request request) {
    return request.getMethod().equals("PUT") && Upload.isFor(Request.getPathInContext(request));
  }

  private void show(LanCertificate other) {
    tls.setKeyStore(other.keystore());
    tls.setKeyStorePassword(LanCertificate.IN_MEMORY);
  }

  private static VirtualThreadPool threads() {
    VirtualThreadPool threads = new VirtualThreadPool();
    threads.setName("lan-web");
    return threads;
  }

  /// Clients address the kiosk by its IP address or any name, so the certificate's names are not
  /// compared with theirs here; that is for the client to do.
  private Connector connector(Server jetty, HttpConfiguration http) {
    http.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            jetty,
            1,
            1,
            new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString()),
            new HttpConnectionFactory(http));
    connector.setHost(listen.getAddress().getHostAddress());
    connector.setPort(listen.getPort());
    connector.setIdleTimeout(IDLE.toMillis());
    connector.addBean(slow);
    connector.setAcceptQueueSize(BACKLOG);
    connector.addBean(new Crowd(MAX_OF_ONE_ADDRESS, MAX_CONNECTIONS, bodies::isUnderWay));
    return connector;
  }

  /// Binds the address and answers from now on.
  public void start() {
    server.start();
  }

  /// The port that is listened on, also when any free one was asked for.
  public int port() {
    return server.port();
  }

  /// Shows another certificate from now on. Connections there are keep the one they saw.
  ///
  /// @throws Exception if it cannot be used; the present one stays then
  public void reload(LanCertificate other) throws Exception {
    tls.reload(_ -> show(other));
    certificate = other;
  }

  /// What is shown at present.
  LanCertificate certificate() {
    return certificate;
  }

  /// The fingerprint of the kiosk's root: SHA-256, in capital hexadecimal digits with colons.
  public String fingerprint() {
    return certificate.fingerprint();
  }

  /// Where a person finds it now, the likeliest to work first, as `https://192.168.1.5:8443/`.
  ///
  /// @param more names and addresses of the config
  public List<String> addresses(List<String> more) {
    return LanAddresses.of(listen, port(), LanNames.ofThisMachine(more), more);
  }

  /// Where it listens, and the fingerprint to compare.
  public Part health() {
    return Part.ok(
        "lan", "https on port " + port() + ", root certificate SHA-256 " + fingerprint());
  }

  /// Lets what is being answered finish, and listens no more.
  @Override
  public void close() {
    server.close();
    slow.close();
    bodies.close();
  }
}
