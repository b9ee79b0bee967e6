package daka.upstream;

import daka.store.journal.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// When 200 kiosks knock at a town that comes back after a day: simulated, with the real forwarder.
///
/// Usage: `ReturnBench FOLDER`.
final class ReturnBench {
  private static final int KIOSKS = 200;
  private static final int SEED = 200;
  private static final Duration DAY = Duration.ofDays(1);
  private static final int BAR_SECONDS = 10;

  private ReturnBench() {}

  static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(args[0])), "return");
    try (Forwarding forwarding = new Forwarding(folder)) {
      forwarding.record(2_000);
      Journal journal = forwarding.store.ledger.journal();
      SplittableRandom random = new SplittableRandom(SEED);
      List<Duration> anyTime = new ArrayList<>();
      for (int kiosk = 0; kiosk < KIOSKS; kiosk++) {
        anyTime.add(Duration.ofSeconds(random.nextLong(DAY.toSeconds())));
      }
      print("started at any time of that day", journal, anyTime);
      print("all started with its first second", journal, all(Duration.ZERO));
      print("all started in the moment it comes back", journal, all(DAY));
    }
  }

  private static List<Duration> all(Duration start) {
    return Collections.nCopies(KIOSKS, start);
  }

  private static void print(String what, Journal journal, List<Duration> starts) throws Exception {
    List<Duration> reached = ReturningTown.reached(journal, DAY, starts, SEED);
    TreeMap<Long, Integer> seconds = new TreeMap<>();
    TreeMap<Long, Integer> bars = new TreeMap<>();
    for (Duration time : reached) {
      seconds.merge(time.toSeconds(), 1, Integer::sum);
      bars.merge(time.toSeconds() / BAR_SECONDS, 1, Integer::sum);
    }
    System.out.printf(
        "%nwhen %d kiosks, %s, reach the town after its return: at most %d in one second, the last"
            + " after %d s%n",
        KIOSKS, what, Collections.max(seconds.values()), reached.getLast().toSeconds());
    for (long bar = 0; bar <= bars.lastKey(); bar++) {
      System.out.printf("%4d s  %s%n", bar * BAR_SECONDS, "#".repeat(bars.getOrDefault(bar, 0)));
    }
  }
}
