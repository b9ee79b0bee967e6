package daka.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A receiver by https that says yes to everything, and keeps who asked. Under [#deaf] there is one
/// that reads nothing of what it is sent until it is closed.
final class TlsServer implements AutoCloseable {
  private final HttpsServer server;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<String> callers = new CopyOnWriteArrayList<>();

  /// @param clientCa who must have signed what a caller shows, or null to ask for nothing
  TlsServer(Certificates.Issued shown, @Nullable Path clientCa) throws Exception {
    this(0, shown, clientCa);
  }

  private TlsServer(int port, Certificates.Issued shown, @Nullable Path clientCa) throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    SSLContext context = context(shown, clientCa);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = context.getDefaultSSLParameters();
            tls.setNeedClientAuth(clientCa != null);
            parameters.setSSLParameters(tls);
          }
        });
    server.createContext("/", exchange -> answer(exchange, clientCa != null));
    server.createContext("/deaf", _ -> listenToNothing());
    server.start();
  }

  static SSLContext context(Certificates.Issued shown, @Nullable Path clientCa) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(shown.store())) {
      keys.load(in, Certificates.password());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, Certificates.password());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    if (clientCa != null) {
      try (InputStream in = Files.newInputStream(clientCa)) {
        trusted.setCertificateEntry(
            "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), clientCa == null ? null : trust.getTrustManagers(), null);
    return context;
  }

  private void answer(HttpExchange exchange, boolean named) throws IOException {
    callers.add(
        named ? ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName() : "");
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private void listenToNothing() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The name on each caller's certificate, or an empty text where none was asked for.
  List<String> callers() {
    return List.copyOf(callers);
  }

  URI url() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/events");
  }

  URI deaf() {
    return url().resolve("/deaf");
  }

  /// Ends this one, and listens at the same address with another certificate.
  TlsServer renewed(Certificates.Issued shown) throws Exception {
    close();
    return new TlsServer(server.getAddress().getPort(), shown, null);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
