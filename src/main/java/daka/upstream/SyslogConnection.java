package daka.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Sends frames of syslog by TLS (RFC 5425), each batch on a connection of its own.
///
/// Syslog acknowledges nothing. So a batch ends as RFC 5425, 4.4 wants it: we say that no more
/// comes, and the receiver, once it has read all, closes. Had it not read all, its system would
/// reset the connection instead, also after it has taken leave by TLS. A batch counts only if the
/// connection ends in that order, so what was on its way when a line was cut is sent again.
final class SyslogConnection implements AutoCloseable {
  private static final int PORT = 6514;
  private static final int MOST_ANSWERED = 64 * 1024;

  private final URI url;
  private final Tls tls;
  private final Duration connect;
  private final Duration deadline;
  private final InstantSource clock;
  private volatile @Nullable Socket open;

  /// @param connect how long to find and to reach the receiver
  /// @param deadline how long a batch may take from then on
  SyslogConnection(URI url, Tls tls, Duration connect, Duration deadline, InstantSource clock) {
    this.url = url;
    this.tls = tls;
    this.connect = connect;
    this.deadline = deadline;
    this.clock = clock;
  }

  /// Sends them all, in order.
  ///
  /// @throws IOException unless the receiver has read them all
  void send(List<byte[]> frames) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    frames.forEach(all::writeBytes);
    try (Socket plain = new Socket()) {
      open = plain;
      plain.connect(
          new InetSocketAddress(address(), url.getPort() < 0 ? PORT : url.getPort()),
          (int) connect.toMillis());
      Thread watch = Thread.ofVirtual().name("syslog-deadline").start(() -> giveUpLate(plain));
      try (SSLSocket socket = secure(plain)) {
        socket.startHandshake();
        socket.getOutputStream().write(all.toByteArray());
        socket.getOutputStream().flush();
        socket.shutdownOutput();
        if (!plain.isOutputShutdown()) {
          plain.shutdownOutput();
        }
        awaitEnd(socket.getInputStream());
        if (!plain.isClosed()) {
          awaitEnd(plain.getInputStream());
        }
      } finally {
        watch.interrupt();
      }
    } finally {
      open = null;
    }
  }

  private InetAddress address() throws IOException {
    return new NameSearch(InetAddress::getByName, connect).resolve(url.getHost())[0];
  }

  private SSLSocket secure(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            TlsFiles.read(tls, clock)
                .context()
                .getSocketFactory()
                .createSocket(plain, url.getHost(), plain.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    socket.setSSLParameters(parameters);
    return socket;
  }

  /// A receiver says nothing (RFC 5425 has no answers); what it says is passed over, up to a limit.
  private static void awaitEnd(InputStream in) throws IOException {
    byte[] passed = new byte[1024];
    int said = 0;
    for (int count = in.read(passed); count >= 0; count = in.read(passed)) {
      said += count;
      if (said > MOST_ANSWERED) {
        throw new IOException("it answers, which no receiver of syslog does");
      }
    }
  }

  private void giveUpLate(Socket plain) {
    try {
      Thread.sleep(deadline);
      plain.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException _) {
      // It is closed then, which is all that was wanted.
    }
  }

  /// Gives up what is under way.
  @Override
  public void close() {
    Socket socket = open;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException _) {
        // It is closed then, which is all that was wanted.
      }
    }
  }
}
