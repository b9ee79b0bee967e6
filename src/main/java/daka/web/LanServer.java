package daka.web;

import daka.health.Part;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// The listener for the LAN: the API over TLS 1.2 or 1.3, each request on a virtual thread of its
/// own. Clients that are slow, or many, are cut off.
public final class LanServer implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 256;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InetSocketAddress listen;
  private volatile LanCertificate certificate;
  private final SslContextFactory.Server tls = new SslContextFactory.Server();
  private final SlowClients slow;
  private final WebServer server;

  /// @param listen port 0 takes any free port
  public LanServer(InetSocketAddress listen, LanCertificate certificate, Api api) {
    this(listen, certificate, api, PATIENCE);
  }

  /// @param patience how long a client may take over a handshake or the head of a request
  LanServer(InetSocketAddress listen, LanCertificate certificate, Api api, Duration patience) {
    this.listen = listen;
    this.certificate = certificate;
    tls.setKeyStoreType("PKCS12");
    tls.setCertAlias(LanCertificate.ALIAS);
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    show(tls, certificate);
    slow = new SlowClients(patience);
    server =
        new WebServer(
            threads(), this::connector, List.of(new SafeHeaders(), new LanGate(api.access()), api));
  }

  private static void show(SslContextFactory.Server tls, LanCertificate certificate) {
    tls.setKeyStorePath(certificate.keystore().toUri().toString());
    tls.setKeyStorePassword(certificate.password());
  }

  private static VirtualThreadPool threads() {
    VirtualThreadPool threads = new VirtualThreadPool();
    threads.setName("lan-web");
    return threads;
  }

  /// Clients address the kiosk by its IP address or any name, so the certificate's names are not
  /// compared with theirs here; they trust it by its fingerprint.
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
    connector.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
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
    tls.reload(_ -> show(tls, other));
    certificate = other;
  }

  /// Where it listens, and the fingerprint to compare.
  public Part health() {
    return Part.ok(
        "lan", "https on port " + port() + ", certificate SHA-256 " + certificate.fingerprint());
  }

  /// Lets what is being answered finish, and listens no more.
  @Override
  public void close() {
    server.close();
    slow.close();
  }
}
