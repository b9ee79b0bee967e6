package daka.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/// A town in a process of its own that does as little as a town can: it reads each batch whole, and
/// refuses it unless its events follow on those before, or begin anew with the first.
///
/// Prints the port it listens on, and ends when its input does.
final class EventSink {
  private static final String SEQUENCE = "\"sequence\":\"";

  private long last;

  private EventSink() {}

  static void main() throws IOException {
    EventSink sink = new EventSink();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/events", sink::take);
    server.start();
    System.out.println(server.getAddress().getPort());
    System.in.transferTo(System.err);
    server.stop(0);
  }

  /// The server has one thread.
  private void take(HttpExchange exchange) throws IOException {
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    String batch;
    try (InputStream raw = exchange.getRequestBody();
        InputStream in = gzip ? new GZIPInputStream(raw, 65_536) : raw) {
      batch = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    exchange.sendResponseHeaders(follows(batch) ? 204 : 409, -1);
    exchange.close();
  }

  private boolean follows(String batch) {
    long before = last;
    for (int at = batch.indexOf(SEQUENCE); at >= 0; at = batch.indexOf(SEQUENCE, at + 1)) {
      int begin = at + SEQUENCE.length();
      long sequence = Long.parseLong(batch, begin, batch.indexOf('"', begin), 10);
      if (sequence != before + 1 && sequence != 1) {
        return false;
      }
      before = sequence;
    }
    last = before;
    return true;
  }
}
