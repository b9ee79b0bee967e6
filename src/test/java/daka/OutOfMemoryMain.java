package daka;

import daka.command.RunCommand;
import daka.config.Config;
import daka.kiosk.Wiring;
import daka.web.http.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tinylog.Logger;

/// Runs a kiosk in which memory runs out where it is asked to: `OutOfMemoryMain --config FILE`.
final class OutOfMemoryMain {
  private OutOfMemoryMain() {}

  static void main(String[] args) {
    if (args.length != 2 || !(Config.read(Path.of(args[1])) instanceof Config.Valid(var config))) {
      throw new IllegalArgumentException("wrong usage or config: " + Arrays.toString(args));
    }
    System.exit(RunCommand.run(config, new Greedy()));
  }

  private static final class Greedy implements Wiring {
    @Override
    public List<Resource> resources() {
      return List.of(
          routes -> {
            routes.get("/greedy/answer", _ -> takeAll());
            routes.get("/greedy/thread", _ -> Thread.ofPlatform().start(Greedy::takeAll).join());
            routes.get("/greedy/caught", _ -> takeAllAndLog());
          });
    }

    private static void takeAll() {
      List<long[]> taken = new ArrayList<>();
      while (taken.size() < 1_000_000) {
        taken.add(new long[100_000]);
      }
    }

    /// As libraries do.
    private static void takeAllAndLog() {
      try {
        takeAll();
      } catch (Throwable e) {
        Logger.warn(new IllegalStateException("a library failed", e));
      }
    }
  }
}
