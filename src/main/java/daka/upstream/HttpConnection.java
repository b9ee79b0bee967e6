package daka.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/// The way to a receiver by HTTP/1.1: one connection, kept from request to request, and whom it
/// trusts. Does nothing of its own accord: follows no redirect, repeats no request, keeps no
/// cookies.
///
/// The exchange runs on the thread that asks for it. To hand it over and back would cost who taps
/// meanwhile more than the exchange itself does. One thread may ask, and any may close.
///
/// Once an exchange has failed it is of no more use, and to be closed and made anew.
final class HttpConnection implements AutoCloseable {

  /// How often in the time of a request it is looked whether that is over.
  private static final int LOOKS = 20;

  private record Exchange(HttpPost request, long end) {
    boolean isOver() {
      return System.nanoTime() - end >= 0;
    }
  }

  private final long deadline;
  private final @Nullable TlsFiles files;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService watch;
  private volatile @Nullable Exchange running;
  private boolean failed;

  /// Connects to nobody yet.
  ///
  /// @throws IOException if a file of its secure connections is no use; the message names it
  HttpConnection(HttpUpstream.Settings settings, InstantSource clock) throws IOException {
    deadline = settings.deadline().toNanos();
    files = settings.isSecure() ? TlsFiles.read(settings.tls(), clock) : null;
    client =
        HttpClients.custom()
            .setConnectionManager(connections(settings, files))
            .setRequestExecutor(new AnswersInTurn())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setAuthenticationEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .setUserAgent("daka")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableAuthCaching()
            .disableCookieManagement()
            .disableContentCompression()
            .build();
    watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("upstream-deadline").daemon().factory());
    long pause = deadline / LOOKS;
    Future<?> _ =
        watch.scheduleWithFixedDelay(this::giveUpWhatIsLate, pause, pause, TimeUnit.NANOSECONDS);
  }

  private static HttpClientConnectionManager connections(
      HttpUpstream.Settings settings, @Nullable TlsFiles files) throws IOException {
    TlsSocketStrategy tls =
        files == null ? HttpConnection::noTls : new DefaultClientTlsStrategy(files.context());
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(new NameSearch(InetAddress::getByName, settings.connect()))
        .setTlsSocketStrategy(tls)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(settings.connect().toMillis(), TimeUnit.MILLISECONDS)
                .build())
        .build();
  }

  private static SSLSocket noTls(
      Socket socket, String host, int port, @Nullable Object attachment, HttpContext context)
      throws SSLException {
    throw new SSLException(host + " is to be reached without");
  }

  private void giveUpWhatIsLate() {
    Exchange exchange = running;
    if (exchange != null && exchange.isOver()) {
      exchange.request().cancel();
    }
  }

  /// Whether no exchange has failed, and the files that it was made with have not changed since.
  boolean isUsable() {
    return !failed && (files == null || files.areCurrent());
  }

  /// Sends a request and waits for the answer. Once its status has arrived it counts, whatever
  /// becomes of the body. A connection on which either was not brought to its end is closed.
  ///
  /// @throws SocketTimeoutException if no status came before the deadline
  /// @throws IOException if none came for another reason
  /// @throws RuntimeException after [#close], or in the midst of it
  HttpAnswer exchange(HttpPost request) throws IOException {
    Exchange exchange = new Exchange(request, System.nanoTime() + deadline);
    running = exchange;
    failed = true;
    try {
      ClassicHttpResponse response = client.executeOpen(null, request, null);
      String text = Excerpt.of(response.getEntity());
      failed = false;
      return new HttpAnswer(response.getCode(), response, text);
    } catch (IOException | RuntimeException e) {
      if (exchange.isOver()) {
        throw new SocketTimeoutException("no status in time");
      }
      throw e;
    } finally {
      running = null;
      request.cancel();
    }
  }

  /// Gives up the connection, also in mid-request.
  @Override
  public void close() {
    watch.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
    Exchange exchange = running;
    if (exchange != null) {
      exchange.request().cancel();
    }
  }
}
