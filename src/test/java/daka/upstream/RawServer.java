package daka.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Answers each connection with whatever bytes a test wants, HTTP or not, on a free port. Knows no
/// TLS: its greeting is answered like a request.
final class RawServer implements AutoCloseable {

  /// What to do with one connection after the headers of its request have come.
  interface Talk {
    void on(OutputStream out) throws IOException;
  }

  private static final String TLS_GREETING = "\u0016\u0003";

  private final ServerSocket server;
  private final Talk talk;

  RawServer(Talk talk) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.talk = talk;
    Thread.ofVirtual().start(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/events");
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      StringBuilder headers = new StringBuilder();
      while (headers.indexOf("\r\n\r\n") < 0 && headers.indexOf(TLS_GREETING) < 0) {
        int next = in.read();
        if (next < 0) {
          return;
        }
        headers.append((char) next);
      }
      talk.on(socket.getOutputStream());
      socket.shutdownOutput();
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The client has had enough, as it should.
    }
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
