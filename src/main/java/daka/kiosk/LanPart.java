package daka.kiosk;

import static java.util.Objects.requireNonNull;

import daka.config.Config;
import daka.health.Part;
import daka.host.ClockTrust;
import daka.host.KioskClock;
import daka.store.file.DataKey;
import daka.upkeep.RepeatedTask;
import daka.web.admin.OfficePages;
import daka.web.http.Resource;
import daka.web.lan.LanCertificates;
import daka.web.lan.LanServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tinylog.Logger;

/// Opens the listener of the LAN. If that fails, taps go on and the health page says why.
final class LanPart {
  private static final Duration ROUND = Duration.ofMinutes(1);

  private LanPart() {}

  /// @param invites whether somebody is invited to become the first administrator
  /// @param served given the listener when it listens, and about every minute
  /// @param parts the listener, and what keeps its certificate good, are added here
  /// @return how they are
  static List<Supplier<Part>> open(
      Config all,
      DataKey dataKey,
      KioskClock clock,
      OfficeParts.Made office,
      BooleanSupplier invites,
      Consumer<LanServer> served,
      Parts parts) {
    Config.Lan config = requireNonNull(all.lan());
    try {
      LanCertificates certificates =
          new LanCertificates(
              all.kiosk().data(),
              dataKey,
              config.names(),
              clock,
              () -> clock.trust() != ClockTrust.UNKNOWN);
      List<Resource> resources = new ArrayList<>(office.beside());
      resources.add(new OfficePages(all.centre().languages(), invites));
      LanServer server =
          parts.add(
              new LanServer(config.listen(), certificates.current(), office.api(), resources));
      server.start();
      served.accept(server);
      parts.add(
          new RepeatedTask(
              "certificate",
              ROUND,
              () -> {
                certificates.check(server);
                served.accept(server);
              }));
      Logger.info(
          "the LAN is served at https://{}:{}/, root certificate SHA-256 {}",
          config.listen().getHostString(),
          server.port(),
          server.fingerprint());
      return List.of(server::health, certificates::health);
    } catch (IOException | RuntimeException e) {
      Logger.error("the LAN is not served: {}", e.getMessage());
      Part failed =
          Part.failed(
              "lan",
              "not served at " + config.listen() + ": " + e.getMessage(),
              "Correct lan.listen, or stop the program that listens there, and start again.");
      return List.of(() -> failed);
    }
  }
}
