package daka;

import daka.config.Config;
import daka.health.Part;
import daka.web.Api;
import daka.web.LanCertificate;
import daka.web.LanServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.tinylog.Logger;

/// Opens the listener of the LAN. If that fails, taps go on and the health page says why.
final class Lan {
  private Lan() {}

  /// @param parts the listener is added here
  /// @return how it is
  static Supplier<Part> open(Config.Lan config, Path data, Api api, Parts parts) {
    try {
      LanCertificate certificate = LanCertificate.readOrMake(data);
      LanServer server = parts.add(new LanServer(config.listen(), certificate, api));
      server.start();
      Logger.info(
          "the LAN is served at https://{}:{}/, certificate SHA-256 {}",
          config.listen().getHostString(),
          server.port(),
          certificate.fingerprint());
      return server::health;
    } catch (IOException | RuntimeException e) {
      Logger.error("the LAN is not served: {}", e.getMessage());
      Part failed =
          Part.failed(
              "lan",
              "not served at " + config.listen() + ": " + e.getMessage(),
              "Correct lan.listen, or stop the program that listens there, and start again.");
      return () -> failed;
    }
  }
}
