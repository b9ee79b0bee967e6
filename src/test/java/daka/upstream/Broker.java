package daka.upstream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Debian's mosquitto on a free port of this machine.
public final class Broker implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

  private final int port;
  private final Path config;
  private Process process;

  /// @param lines of mosquitto.conf(5), beside the listener
  public Broker(Path folder, String... lines) throws Exception {
    assumeTrue(Files.exists(PROGRAM), "mosquitto is not installed");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> all =
        new ArrayList<>(
            List.of("listener " + port + " 127.0.0.1", "user root", "max_queued_messages 0"));
    all.addAll(List.of(lines));
    config = Files.write(folder.resolve("mosquitto.conf"), all);
    process = begin();
  }

  /// One that lets everybody in.
  public static Broker open(Path folder) throws Exception {
    return new Broker(folder, "allow_anonymous true");
  }

  private Process begin() throws Exception {
    Process begun =
        new ProcessBuilder(PROGRAM.toString(), "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(config.resolveSibling("mosquitto.log").toFile()))
            .start();
    Forwarding.await("mosquitto", () -> !begun.isAlive() || answers());
    if (!begun.isAlive()) {
      throw new IOException(Files.readString(config.resolveSibling("mosquitto.log")));
    }
    return begun;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  /// SIGKILL: what it had in memory is lost.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  void restart() throws Exception {
    process = begin();
  }

  @Override
  public void close() {
    kill();
  }
}
