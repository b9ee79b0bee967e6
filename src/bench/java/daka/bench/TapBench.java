package daka.bench;

import daka.checkin.Decision;
import daka.store.OpenStore;
import daka.store.file.Checkpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A durable tap at the desk against the same two inserts by bare sqlite-jdbc, one after the other
/// in one run, so that a slow disk slows both.
///
/// Usage: `TapBench FOLDER [TAPS]`.
final class TapBench {
  private TapBench() {}

  static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int taps = args.length > 1 ? Integer.parseInt(args[1]) : 5_000;
    int warmUp = 10_000;
    Files.createDirectories(folder);
    Percentiles floor = new Percentiles(taps);
    Percentiles desk = new Percentiles(taps);
    try (OpenStore store = new OpenStore(Files.createTempDirectory(folder, "desk"));
        Checkpoints _ = new Checkpoints(store.database);
        BareInserts bare = new BareInserts(Files.createTempDirectory(folder, "bare"))) {
      List<String> payloads = Residents.register(store, taps + warmUp);
      bare.register(taps + warmUp);
      for (int i = 0; i < taps + warmUp; i++) {
        store.pass(Duration.ofMillis(100));
        long before = System.nanoTime();
        bare.tap(i + 1);
        long between = System.nanoTime();
        Decision decision = store.desk.scan(OpenStore.entrance(payloads.get(i)));
        long after = System.nanoTime();
        if (!(decision instanceof Decision.Arrived)) {
          throw new IllegalStateException("tap " + i + " was answered " + decision);
        }
        if (i >= warmUp) {
          floor.add(between - before);
          desk.add(after - between);
        }
      }
    }
    System.out.printf("| tap at the desk | p50 | p99 |%n|---|---|---|%n");
    System.out.printf(
        "| two bare inserts, µs | %.0f | %.0f |%n", floor.micros(0.5), floor.micros(0.99));
    System.out.printf("| desk, µs | %.0f | %.0f |%n", desk.micros(0.5), desk.micros(0.99));
    System.out.printf(
        "| ratio | %.2f | %.2f |%n",
        desk.micros(0.5) / floor.micros(0.5), desk.micros(0.99) / floor.micros(0.99));
  }
}
