package daka.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/// The floor under a page that follows a server: one element, and an `EventSource` that sets its
/// decision to what comes. A decision that begins with [#MOVING] makes the element move until the
/// next comes. A page that stands still is drawn at once, one that moves at its next frame.
final class BarePage implements AutoCloseable {
  static final String MOVING = "moving";

  private static final String PAGE =
      """
      <!doctype html>
      <meta charset="utf-8">
      <style>
        [data-decision^=moving] { animation: move 15s linear }
        @keyframes move { to { transform: scaleX(0) } }
      </style>
      <main class="result" data-decision="none">none</main>
      <script>
        const main = document.querySelector("main");
        new EventSource("/events").onmessage = ({ data }) => (main.dataset.decision = main.textContent = data);
      </script>
      """;

  private final HttpServer server;
  private final CompletableFuture<OutputStream> events = new CompletableFuture<>();

  BarePage() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange));
    server.createContext("/events", exchange -> follow(exchange));
    server.start();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  private void follow(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    events.complete(exchange.getResponseBody());
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /// Sends a message to the page.
  ///
  /// @return [System#nanoTime] when it was about to be sent
  long send(String decision) throws IOException {
    OutputStream out = events.join();
    long sent = System.nanoTime();
    out.write(("data: " + decision + "\n\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return sent;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
