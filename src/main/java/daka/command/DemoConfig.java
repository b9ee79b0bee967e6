package daka.command;

import daka.config.Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The config file of the demo: written at its first start, and from then on whoever edits it has
/// the word, as long as the demo is started at the same port.
final class DemoConfig {
  /// So far above the kiosk's own port is that of the office, as 8443 is above 8080.
  static final int ABOVE = 363;

  private DemoConfig() {}

  /// Writes it if there is none in this folder, or one of another port.
  ///
  /// @param port of the kiosk's own listener; 0 takes any free ones
  /// @return the file
  /// @throws IOException if it cannot be read or written
  static Path in(Path data, int port) throws IOException {
    Files.createDirectories(data);
    Path file = data.resolve("daka.toml");
    if (Files.exists(file) && isOf(file, port)) {
      return file;
    }
    String config =
        """
        # The demo's config. It is written anew only if the demo is started at another port.
        [centre]
        id = "yimin"
        name = "益民社区邻里中心"
        hours = "08:30-21:00"

        [kiosk]
        id = "demo"
        room = "hall"
        data = "."
        listen = "127.0.0.1:%d"

        [lan]
        listen = "127.0.0.1:%d"

        [[reader]]
        id = "demo"
        kind = "http"
        """
            .formatted(port, office(port));
    return Files.writeString(file, config, StandardCharsets.UTF_8);
  }

  /// A file with a mistake is somebody's work too, and is told of.
  private static boolean isOf(Path file, int port) {
    return switch (Config.read(file)) {
      case Config.Valid(Config config) -> config.kiosk().listen().getPort() == port;
      case Config.Invalid _ -> true;
    };
  }

  private static int office(int port) throws IOException {
    if (port == 0) {
      return 0;
    }
    return isFree(port + ABOVE) ? port + ABOVE : anyFree();
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static int anyFree() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
