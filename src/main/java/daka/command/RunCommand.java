package daka.command;

import daka.config.Config;
import daka.config.Problem;
import daka.host.OutOfMemory;
import daka.host.Systemd;
import daka.kiosk.FirstStart;
import daka.kiosk.RunningKiosk;
import daka.kiosk.StartException;
import daka.kiosk.WarmUp;
import daka.kiosk.Watchdog;
import daka.kiosk.Wiring;
import org.tinylog.Logger;

/// `run [--begin] --config FILE`: the kiosk, until it is told to stop. With `--begin` a config is
/// written first if there is none.
public final class RunCommand {
  private RunCommand() {}

  public static int run(Options options) {
    try (WarmUp warmUp = WarmUp.begin()) {
      if (options.has("begin")) {
        FirstStart.writeConfig(options.path("config"));
      }
      return switch (Config.read(options.path("config"))) {
        case Config.Valid(Config config) -> run(config, Wiring.PLAIN, warmUp);
        case Config.Invalid(var problems) -> {
          problems.stream().map(Problem::toString).forEach(System.err::println);
          yield Exit.FAILED;
        }
      };
    } catch (StartException e) {
      System.err.println(e.getMessage());
      return Exit.FAILED;
    }
  }

  /// Runs the kiosk until the process is told to stop by SIGTERM or Ctrl-C.
  public static int run(Config config, Wiring wiring) {
    try (WarmUp warmUp = WarmUp.begin()) {
      return run(config, wiring, warmUp);
    }
  }

  private static int run(Config config, Wiring wiring, WarmUp warmUp) {
    OutOfMemory.endsTheProcess();
    try {
      RunningKiosk kiosk = RunningKiosk.start(config, wiring, warmUp);
      Systemd systemd = new Systemd(System.getenv());
      Watchdog watchdog = Watchdog.begin(systemd, kiosk);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stop(systemd, watchdog, kiosk), "stop"));
      systemd.ready();
      Logger.info("ready at http://{}:{}/", config.kiosk().listen().getHostString(), kiosk.port());
      kiosk.run();
      return Exit.DONE;
    } catch (StartException e) {
      System.err.println(e.getMessage());
      return Exit.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Exit.FAILED;
    }
  }

  /// Stopping as asked is a success, so the process ends with 0 and not with the number of the
  /// signal.
  private static void stop(Systemd systemd, Watchdog watchdog, RunningKiosk kiosk) {
    systemd.stopping();
    watchdog.close();
    kiosk.close();
    Logger.info("stopped");
    Runtime.getRuntime().halt(Exit.DONE);
  }
}
