package daka.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import daka.device.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/// A town's receiver on a free port of this machine: keeps what came, in order, each `source` and
/// `id` once, and misbehaves on command. Safe for use by several threads.
public final class Receiver implements AutoCloseable {
  private static final Duration PATIENCE = Waiting.PATIENCE;
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What a test needs of an event.
  public record Event(String source, String id, long sequence, String type) {
    /// @param json of a CloudEvent
    public static Event of(JsonNode json) {
      return new Event(
          json.path("source").asText(),
          json.path("id").asText(),
          json.path("sequence").asLong(),
          json.path("type").asText());
    }
  }

  /// What to do with a batch.
  public sealed interface Answer {
    /// Keeps it and says so.
    record Store() implements Answer {}

    /// Keeps nothing and answers this.
    record Status(int status, Map<String, String> headers, String body) implements Answer {
      public Status(int status) {
        this(status, Map.of(), "");
      }
    }

    /// Closes the connection without an answer.
    record Drop(boolean stored) implements Answer {}

    /// Never answers.
    record Hang(boolean stored) implements Answer {}
  }

  private final Set<String> known = new HashSet<>();
  private final List<Event> received = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final List<Map<String, List<String>>> requests = new ArrayList<>();
  private final Set<Integer> callers = new HashSet<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Function<List<Event>, Answer> behaviour = batch -> new Answer.Store();
  private volatile boolean keepsEverything;
  private long duplicates;
  private HttpServer server;

  public Receiver() throws IOException {
    server = listen(0);
  }

  private HttpServer listen(int port) throws IOException {
    HttpServer listening =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    listening.createContext("/events", this::handle);
    listening.start();
    return listening;
  }

  /// Where to send to.
  public URI url() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/events");
  }

  /// From now on does this with each batch. It is asked by one thread at a time.
  public void behave(Function<List<Event>, Answer> behaviour) {
    this.behaviour = behaviour;
  }

  /// From now on does not look whether it has an event already: its unique key is gone.
  public void keepEverything() {
    keepsEverything = true;
  }

  /// Stops listening and drops all connections.
  public void goAway() {
    server.stop(0);
  }

  /// Listens again at the same address.
  public void comeBack() throws IOException {
    server = listen(server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    List<Event> batch = read(exchange);
    switch (decide(exchange, batch)) {
      case Answer.Store() -> exchange.sendResponseHeaders(200, -1);
      case Answer.Status(int status, Map<String, String> headers, String body) -> {
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
      case Answer.Drop _ -> throw new IOException("dropped on command");
      case Answer.Hang _ -> hang();
    }
    exchange.close();
  }

  private void hang() throws IOException {
    try {
      closed.await();
    } catch (InterruptedException e) {
      throw new IOException("stopped while hanging on command", e);
    }
  }

  private List<Event> read(HttpExchange exchange) throws IOException {
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    List<Event> batch = new ArrayList<>();
    try (InputStream raw = exchange.getRequestBody();
        InputStream in = gzip ? new GZIPInputStream(raw) : raw) {
      for (JsonNode event : JSON.readTree(in)) {
        batch.add(Event.of(event));
      }
    }
    if (!type.equals("application/cloudevents-batch+json")) {
      complain("Content-Type " + type);
    }
    if (batch.isEmpty() || batch.size() > 500) {
      complain("a batch of " + batch.size());
    }
    return batch;
  }

  private synchronized void complain(String about) {
    complaints.add(about);
  }

  private synchronized Answer decide(HttpExchange exchange, List<Event> batch) {
    requests.add(Map.copyOf(exchange.getRequestHeaders()));
    callers.add(exchange.getRemoteAddress().getPort());
    Answer answer = behaviour.apply(batch);
    boolean stored =
        switch (answer) {
          case Answer.Store() -> true;
          case Answer.Status _ -> false;
          case Answer.Drop(boolean kept) -> kept;
          case Answer.Hang(boolean kept) -> kept;
        };
    if (stored) {
      batch.forEach(this::keep);
    }
    notifyAll();
    return answer;
  }

  private void keep(Event event) {
    if (known.add(event.source() + " " + event.id()) || keepsEverything) {
      received.add(event);
    } else {
      duplicates++;
    }
  }

  /// What came, in order, each event once.
  public synchronized List<Event> received() {
    return List.copyOf(received);
  }

  /// The journal numbers of what came, in order.
  public List<Long> sequences() {
    return received().stream().map(Event::sequence).toList();
  }

  /// How often an event came that was already there.
  public synchronized long duplicates() {
    return duplicates;
  }

  /// What was wrong with the requests themselves.
  public synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  /// The headers of each request.
  public synchronized List<Map<String, List<String>>> requests() {
    return List.copyOf(requests);
  }

  /// Over how many connections they came.
  public synchronized int connections() {
    return callers.size();
  }

  /// Waits until this many different events have come.
  public synchronized void awaitReceived(int count) throws InterruptedException {
    await(() -> received.size() >= count, () -> received.size() + " of " + count + " events");
  }

  /// Waits until this many requests have come.
  public synchronized void awaitRequests(int count) throws InterruptedException {
    await(() -> requests.size() >= count, () -> requests.size() + " of " + count + " requests");
  }

  private void await(BooleanSupplier met, Supplier<String> state) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!met.getAsBoolean()) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("after " + PATIENCE + " only " + state.get());
      }
      wait(left);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
