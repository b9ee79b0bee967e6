package daka;

import daka.config.Config;
import daka.config.Problem;
import daka.host.Systemd;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.tinylog.Logger;

/// `run --config FILE`: the kiosk, until it is told to stop.
final class RunCommand {
  private RunCommand() {}

  static int run(Options options) {
    try (WarmUp warmUp = WarmUp.begin()) {
      return switch (Config.read(options.path("config"))) {
        case Config.Valid(Config config) -> run(config, Wiring.PLAIN, warmUp);
        case Config.Invalid(var problems) -> {
          problems.stream().map(Problem::toString).forEach(System.err::println);
          yield Main.FAILED;
        }
      };
    }
  }

  /// Runs the kiosk until the process is told to stop by SIGTERM or Ctrl-C.
  static int run(Config config, Wiring wiring) {
    try (WarmUp warmUp = WarmUp.begin()) {
      return run(config, wiring, warmUp);
    }
  }

  private static int run(Config config, Wiring wiring, WarmUp warmUp) {
    try {
      Kiosk kiosk = Kiosk.start(config, wiring, warmUp);
      Systemd systemd = new Systemd(System.getenv());
      Rounds watchdog = new Rounds("watchdog", alive(systemd), systemd::alive);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stop(systemd, watchdog, kiosk), "stop"));
      systemd.ready();
      Logger.info("ready at http://{}:{}/", config.kiosk().listen().getHostString(), kiosk.port());
      new CountDownLatch(1).await();
      return Main.DONE;
    } catch (StartException e) {
      System.err.println(e.getMessage());
      return Main.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Main.FAILED;
    }
  }

  /// systemd recommends to speak up at half the time it waits.
  private static Duration alive(Systemd systemd) {
    return systemd.watchdog().map(time -> time.dividedBy(2)).orElse(Duration.ofHours(1));
  }

  /// Stopping as asked is a success, so the process ends with 0 and not with the number of the
  /// signal.
  private static void stop(Systemd systemd, Rounds watchdog, Kiosk kiosk) {
    systemd.stopping();
    watchdog.close();
    kiosk.close();
    Logger.info("stopped");
    Runtime.getRuntime().halt(Main.DONE);
  }
}
