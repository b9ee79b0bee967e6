package daka.reader.pcsc;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daka.check.FreePort;
import daka.reader.code.Codes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The real pcscd with a reader that is a port on this machine, where a [VirtualCard] is laid.
///
/// pcscd listens at one place on a machine, which only root may use: a test is skipped where that
/// is taken, or where pcscd or vsmartcard-vpcd is not installed. Tests in processes beside each
/// other take turns ([daka.check.Alone]).
final class Pcscd implements AutoCloseable {
  /// What there is once on a machine.
  static final String NAME = "pcscd";

  private static final Path SOCKET = Path.of("/run/pcscd/pcscd.comm");
  private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");

  /// A name as the driver makes of it, for the first of its two slots.
  static final String READER = "Daka PCD 00 00";

  private static volatile @Nullable Boolean asksPolkit;

  private final int port;
  private final Process process;

  private Pcscd(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  static Pcscd start(Path folder) {
    return start(folder, freePort());
  }

  /// @param port where its reader is; 0 if it has none
  static Pcscd start(Path folder, int port) {
    assumeTrue(Codes.isInstalled("pcscd"), "pcscd is not installed");
    assumeTrue(Files.exists(DRIVER), "vsmartcard-vpcd is not installed");
    assumeTrue("root".equals(System.getProperty("user.name")), "pcscd is run by root only");
    assumeFalse(isListening(), "this machine's own pcscd is in use");
    try {
      Path config = Files.createDirectories(folder.resolve("reader-" + port));
      if (port != 0) {
        Files.writeString(
            config.resolve("daka"),
            """
            FRIENDLYNAME "Daka PCD"
            DEVICENAME   /dev/null:0x%x
            LIBPATH      %s
            CHANNELID    0x%x
            """
                .formatted(port, DRIVER, port));
      }
      List<String> command =
          new ArrayList<>(List.of("pcscd", "--foreground", "--config", config.toString()));
      if (asksPolkit()) {
        command.add("--disable-polkit");
      }
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("pcscd.log").toFile())
              .start();
      return new Pcscd(port, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether it is one that would ask polkit, and can be told not to: since 2.0.
  private static boolean asksPolkit() throws IOException {
    Boolean known = asksPolkit;
    if (known == null) {
      known = help().contains("--disable-polkit");
      asksPolkit = known;
    }
    return known;
  }

  private static String help() throws IOException {
    Process help = new ProcessBuilder("pcscd", "--help").redirectErrorStream(true).start();
    return new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static boolean isListening() {
    try {
      return Files.readString(Path.of("/proc/net/unix")).contains(SOCKET.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The driver takes two.
  static int freePort() {
    return FreePort.pick(1);
  }

  int port() {
    return port;
  }

  /// Ends it as a crash does.
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
