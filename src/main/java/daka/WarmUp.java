package daka;

import daka.checkin.Centre;
import daka.checkin.Desk;
import daka.checkin.Fingerprints;
import daka.checkin.Scan;
import daka.screen.Answer;
import daka.store.Database;
import daka.store.SqliteLedger;
import daka.store.Stamp;
import daka.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.tinylog.Logger;

/// Taps on a scratch store before the kiosk says it is ready, because the first tap of a cold JVM
/// takes ten times as long as the next, and taps are far enough apart that every one would be a
/// cold one.
final class WarmUp {
  private static final int TAPS = 20;

  private WarmUp() {}

  static void run(Centre centre, Fingerprints fingerprints) {
    try {
      Path folder = Files.createTempDirectory("daka-warm-up");
      try (Database database = Database.open(folder)) {
        tap(database, centre, fingerprints);
      } finally {
        delete(folder);
      }
    } catch (IOException | StoreException e) {
      Logger.warn("could not warm up, the first taps will be slow: {}", e.getMessage());
    }
  }

  private static void tap(Database database, Centre centre, Fingerprints fingerprints) {
    Stamp stamp = new Stamp("", "", 0);
    SqliteLedger ledger =
        new SqliteLedger(database, "/warm-up", centre.hours().zone(), () -> stamp);
    Desk desk = new Desk(centre, ledger, fingerprints, Instant::now, System::nanoTime);
    for (int i = 0; i < TAPS; i++) {
      Answer.of(desk.scan(new Scan("warm-up", null, null, "warm-up " + i)), centre.hours().zone());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
