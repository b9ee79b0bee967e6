package daka.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// Takes syslog by TLS (RFC 5425): reads frames by their count of octets, and closes once the
/// sender has ended.
final class SyslogReceiver implements AutoCloseable {
  private final ServerSocket server;
  private final SSLContext context;
  private final String protocol;
  private final Thread serving;
  private final List<String> messages = new CopyOnWriteArrayList<>();

  /// How many more frames are read before the line is cut.
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

  private final AtomicInteger cuts = new AtomicInteger();

  SyslogReceiver(Certificates.Issued shown, String protocol) throws Exception {
    this(shown, protocol, 0);
  }

  SyslogReceiver(Certificates.Issued shown, String protocol, int port) throws Exception {
    this.protocol = protocol;
    context = TlsServer.context(shown, null);
    server = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
    serving = Thread.ofVirtual().start(this::serve);
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket line = server.accept();
          SSLSocket socket =
              (SSLSocket) context.getSocketFactory().createSocket(line, null, true)) {
        socket.setEnabledProtocols(new String[] {protocol});
        read(line, socket);
      } catch (IOException _) {
        // A sender that is not trusted here, or this is closed.
      }
    }
  }

  private void read(Socket line, SSLSocket socket) throws IOException {
    InputStream in = socket.getInputStream();
    for (int count = octets(in); count >= 0; count = octets(in)) {
      messages.add(new String(in.readNBytes(count), StandardCharsets.UTF_8));
      if (left.decrementAndGet() == 0) {
        line.setSoLinger(true, 0);
        line.close();
        cuts.incrementAndGet();
        return;
      }
    }
  }

  /// -1 at the end.
  private static int octets(InputStream in) throws IOException {
    StringBuilder digits = new StringBuilder();
    for (int next = in.read(); next != ' '; next = in.read()) {
      if (next < 0) {
        return -1;
      }
      digits.append((char) next);
    }
    return Integer.parseInt(digits.toString());
  }

  /// Cuts the line once so many more frames were read.
  void cutAfter(int frames) {
    left.set(frames);
  }

  int cuts() {
    return cuts.get();
  }

  List<String> messages() {
    return List.copyOf(messages);
  }

  int port() {
    return server.getLocalPort();
  }

  URI url() {
    return URI.create("tls://127.0.0.1:" + port());
  }

  /// Returns when nobody is taken any more: one who was waiting may still be taken meanwhile.
  @Override
  public void close() throws IOException {
    server.close();
    try {
      serving.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
