package daka.bench;

import daka.check.FreePort;
import daka.store.OpenStore;
import daka.store.file.Keys;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The jar as a process of its own, with a reader of kind `http`, spoken to over one connection.
final class ServedKiosk implements AutoCloseable {
  private final Process process;
  private final int port;
  private final long startedNanos;
  private Socket socket = new Socket();

  private ServedKiosk(Process process, int port, long startedNanos) {
    this.process = process;
    this.port = port;
    this.startedNanos = startedNanos;
  }

  /// Makes a data folder with residents whose payloads are `BENCH-0`, `BENCH-1` and so on.
  static void prepare(Path folder, int residents) throws SQLException, IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(Keys.CARD), new byte[32]);
    try (OpenStore store = new OpenStore(folder)) {
      Residents.register(store, residents);
    }
  }

  /// Starts the jar; does not wait until it answers.
  static ServedKiosk start(Path jar, Path folder, String... options) throws IOException {
    return startWith("", jar, folder, options);
  }

  /// The same with more sections in its config.
  static ServedKiosk startWith(String sections, Path jar, Path folder, String... options)
      throws IOException {
    int port = FreePort.pick();
    Path config = folder.resolve("daka.toml");
    Files.writeString(config, config(port) + sections, StandardCharsets.UTF_8);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@deploy/jvm.options");
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", jar.toString(), "run", "--config", config.toString()));
    long now = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.log").toFile())
            .start();
    return new ServedKiosk(process, port, now);
  }

  private static String config(int port) {
    return """
    [centre]
    id = "bench"
    name = "测试"
    hours = "00:00-24:00"
    [kiosk]
    id = "bench"
    room = "hall"
    data = "."
    listen = "127.0.0.1:%d"
    [[reader]]
    id = "bench"
    kind = "http"
    """
        .formatted(port);
  }

  /// Waits for the first 200 of `/healthz`.
  ///
  /// @return milliseconds since the process was started
  double awaitReady() throws IOException, InterruptedException {
    while (process.isAlive()) {
      try {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        if (exchange("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n") == 200) {
          return (System.nanoTime() - startedNanos) / 1e6;
        }
        socket.close();
      } catch (IOException notYet) {
        socket.close();
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
    throw new IOException("the kiosk ended: see out.log beside its config");
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  static String payload(int resident) {
    return "BENCH-" + resident;
  }

  /// Taps the card of a resident.
  ///
  /// @return microseconds until the whole answer was there
  double tap(int resident) throws IOException {
    return tap(payload(resident));
  }

  /// Taps a card that says this.
  ///
  /// @return microseconds until the whole answer was there
  double tap(String payload) throws IOException {
    String body = "{\"reader\":\"bench\",\"payload\":\"" + payload + "\"}";
    String request =
        "POST /api/v1/scans HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    long before = System.nanoTime();
    int status = exchange(request);
    long after = System.nanoTime();
    if (status != 200) {
      throw new IOException("a tap was answered " + status);
    }
    return (after - before) / 1e3;
  }

  private int exchange(String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = new BufferedInputStream(socket.getInputStream());
    String head = readHead(in);
    int length = 0;
    for (String line : head.lines().toList()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    if (in.readNBytes(length).length < length) {
      throw new IOException("the answer was cut short");
    }
    return Integer.parseInt(head.substring(9, 12));
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the connection was closed");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /// Stops the kiosk as systemd would, and waits until it has ended.
  @Override
  public void close() throws IOException {
    socket.close();
    process.destroy();
    try {
      process.waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
