package daka.web.lan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.Await;
import daka.web.api.RunningApi;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocket;

/// A client of the LAN that has begun to read a long answer and reads no further. Its window is
/// small, so that the kiosk cannot have sent all of it.
public final class SlowReader implements AutoCloseable {
  private static final int WINDOW = 8 * 1024;

  private final Socket raw;
  private final SSLSocket socket;
  private final InputStream in;
  private final StringBuilder read = new StringBuilder();

  private SlowReader(Socket raw, SSLSocket socket) throws IOException {
    this.raw = raw;
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  public static SlowReader begin(RunningApi api, String token, String path) throws Exception {
    Socket raw = new Socket();
    raw.setReceiveBufferSize(WINDOW);
    raw.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.server.port()));
    SSLSocket socket =
        (SSLSocket)
            RunningApi.trusting(api.certificate)
                .getSocketFactory()
                .createSocket(raw, "127.0.0.1", api.server.port(), true);
    socket.setSoTimeout((int) RunningApi.PATIENCE.toMillis());
    socket
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.0\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    SlowReader reader = new SlowReader(raw, socket);
    reader.readHead();
    return reader;
  }

  private void readHead() throws IOException {
    while (read.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      assertTrue(b >= 0, () -> "closed after " + read);
      read.append((char) b);
    }
    assertTrue(read.indexOf("HTTP/1.1 200") == 0, read::toString);
  }

  /// Waits until the kiosk has given the connection up. What it would send cannot tell, since it is
  /// not read; but what is sent to a connection that was given up comes back as a reset.
  public void awaitCut(Duration patience) throws Exception {
    Await.that(patience, () -> !isAlive(), () -> "the connection is still served");
  }

  public boolean isAlive() {
    try {
      raw.getOutputStream().write(0);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// All that comes.
  public String readOn() throws IOException {
    raw.setReceiveBufferSize(1024 * 1024);
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    raw.close();
    socket.close();
  }
}
