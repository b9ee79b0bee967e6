package daka.rig.pi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// Speaks to the program that answers inside the machine (`guest/agent.c` has the protocol).
///
/// @param port of this host, which leads to it
record Agent(int port) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// How a command ended.
  ///
  /// @param output what it printed, standard error included
  record Ended(int exit, String output) {}

  /// A connection, which is one request.
  static final class Connection implements AutoCloseable {
    private final Socket socket;

    private Connection(int port, String request) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      send(request + "\n");
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    /// The rest of a line that begins with `ok`.
    ///
    /// @throws IOException with what it says instead
    String ok() throws IOException {
      String line = line();
      if (!isOk(line)) {
        throw new IOException("the virtual Pi answers: " + line);
      }
      return line.substring(2).strip();
    }

    boolean isOk() throws IOException {
      return isOk(line());
    }

    private static boolean isOk(String line) {
      return line.equals("ok") || line.startsWith("ok ");
    }

    private String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new IOException("the virtual Pi hung up");
        }
        line.write(next);
      }
      return line.toString(StandardCharsets.UTF_8);
    }

    byte[] rest() throws IOException {
      return socket.getInputStream().readAllBytes();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  Connection open(String request) throws IOException {
    return new Connection(port, request);
  }

  Ended run(String script) throws IOException {
    byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
    try (Connection connection = open("exec " + bytes.length)) {
      connection.send(bytes);
      String all = new String(connection.rest(), StandardCharsets.UTF_8);
      int last = all.lastIndexOf("\nexit ");
      if (last < 0) {
        throw new IOException("the virtual Pi hung up during: " + script + "\n" + all);
      }
      int exit = Integer.parseInt(all.substring(last + "\nexit ".length()).strip());
      return new Ended(exit, all.substring(0, last));
    }
  }

  void put(Path path, byte[] content) throws IOException {
    try (Connection connection = open("put " + path + " " + content.length)) {
      connection.send(content);
      connection.ok();
    }
  }

  boolean exists(Path path) throws IOException {
    try (Connection connection = open("get " + path)) {
      return connection.isOk();
    }
  }

  byte[] get(Path path) throws IOException {
    try (Connection connection = open("get " + path)) {
      connection.ok();
      return connection.rest();
    }
  }
}
