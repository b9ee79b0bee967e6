package daka.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The jar as users start it: how long until it answers, with and without an AOT cache trained by
/// taps, in turn; the first tap after that; and taps by HTTP against the same two inserts by bare
/// sqlite-jdbc.
///
/// Usage: `ServeBench JAR FOLDER [STARTS] [TAPS]`.
final class ServeBench {
  private static final int TRAINING = 300;
  private static final int WARM_UP = 45_000;

  private ServeBench() {}

  static void main(String[] args) throws Exception {
    Path jar = Path.of(args[0]).toAbsolutePath();
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(args[1])), "serve");
    int starts = args.length > 2 ? Integer.parseInt(args[2]) : 7;
    int taps = args.length > 3 ? Integer.parseInt(args[3]) : 3_000;
    ServedKiosk.prepare(folder, TRAINING + starts + WARM_UP + taps);
    Path cache = folder.resolve("daka.aot");
    train(jar, folder, cache);
    double[] plain = new double[starts];
    double[] cached = new double[starts];
    double[] first = new double[starts];
    for (int i = 0; i < starts; i++) {
      try (ServedKiosk kiosk = ServedKiosk.start(jar, folder)) {
        plain[i] = kiosk.awaitReady();
      }
      try (ServedKiosk kiosk = ServedKiosk.start(jar, folder, "-XX:AOTCache=" + cache)) {
        cached[i] = kiosk.awaitReady();
        first[i] = kiosk.tap(TRAINING + i) / 1e3;
      }
    }
    System.out.printf("| start and first tap, median of %d | ms |%n|---|---|%n", starts);
    System.out.printf("| start to /healthz 200, no AOT cache | %.0f |%n", median(plain));
    System.out.printf("| start to /healthz 200, AOT cache | %.0f |%n", median(cached));
    System.out.printf("| ratio | %.2f |%n", median(cached) / median(plain));
    System.out.printf("| first tap after ready | %.1f |%n", median(first));
    System.out.printf(
        "| first tap after ready, worst | %.1f |%n%n", Arrays.stream(first).max().orElse(0));
    taps(jar, folder, cache, TRAINING + starts, taps);
  }

  private static void train(Path jar, Path folder, Path cache) throws Exception {
    try (ServedKiosk kiosk = ServedKiosk.start(jar, folder, "-XX:AOTCacheOutput=" + cache)) {
      kiosk.awaitReady();
      for (int i = 0; i < TRAINING; i++) {
        kiosk.tap(i);
      }
    }
    if (!Files.exists(cache)) {
      throw new IllegalStateException("no AOT cache was made: see out.log in " + folder);
    }
  }

  private static void taps(Path jar, Path folder, Path cache, int firstResident, int taps)
      throws Exception {
    Percentiles floor = new Percentiles(taps);
    Percentiles http = new Percentiles(taps);
    try (ServedKiosk kiosk = ServedKiosk.start(jar, folder, "-XX:AOTCache=" + cache);
        BareInserts bare = new BareInserts(Files.createTempDirectory(folder, "bare"))) {
      kiosk.awaitReady();
      bare.register(WARM_UP + taps);
      for (int i = 0; i < WARM_UP + taps; i++) {
        long before = System.nanoTime();
        bare.tap(i + 1);
        long after = System.nanoTime();
        double micros = kiosk.tap(firstResident + i);
        if (i >= WARM_UP) {
          floor.add(after - before);
          http.add((long) (micros * 1e3));
        }
      }
    }
    System.out.printf("| tap by HTTP, warm | p50 | p99 |%n|---|---|---|%n");
    System.out.printf(
        "| two bare inserts, µs | %.0f | %.0f |%n", floor.micros(0.5), floor.micros(0.99));
    System.out.printf("| by HTTP, µs | %.0f | %.0f |%n", http.micros(0.5), http.micros(0.99));
    System.out.printf(
        "| ratio | %.2f | %.2f |%n",
        http.micros(0.5) / floor.micros(0.5), http.micros(0.99) / floor.micros(0.99));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
