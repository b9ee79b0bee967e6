package daka.upstream;

import daka.check.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/// Debian's mosquitto on a free port of this machine.
public final class Broker implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

  private final int port;
  private final Path config;
  private Process process;

  /// @param lines of mosquitto.conf(5), beside the listener
  public Broker(Path folder, String... lines) throws Exception {
    Optional<String> cannot = cannot();
    if (cannot.isPresent()) {
      throw new TestAbortedException(cannot.get());
    }
    port = FreePort.pick();
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

  /// Why there can be none here, if there cannot.
  public static Optional<String> cannot() {
    return Files.exists(PROGRAM) ? Optional.empty() : Optional.of("mosquitto is not installed");
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
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  public void restart() throws Exception {
    process = begin();
  }

  /// Sends it a signal, by its name as in `STOP`.
  public void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("mosquitto could not be sent SIG" + name);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
