package daka.rig;

import daka.upstream.Receiver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// A day of 86,400 taps, one a second, with a fault a minute, as fast as the kiosk answers: a fault
/// strikes with every sixtieth tap. Everybody comes and goes, half a day apart.
///
/// In the first half one fault in [#DEATHS] kills the kiosk. In the second half none does, so that
/// the process that is looked at in the end has lived through half of the day.
final class Soak implements AutoCloseable {
  /// Taps from one fault to the next.
  static final int MINUTE = 60;

  private static final int DEATHS = 20;
  private static final int DISK_MEGABYTES = 1_000;
  private static final List<FaultKind> LIVED_THROUGH =
      List.of(
          FaultKind.BAD_WEATHER, FaultKind.BAD_WEATHER, FaultKind.BAD_WEATHER, FaultKind.FULL_DISK);
  private static final List<FaultKind> DEADLY =
      List.of(
          FaultKind.KILLED,
          FaultKind.KILLED_WRITTEN,
          FaultKind.KILLED_COMMITTED,
          FaultKind.KILLED_TO_SEND,
          FaultKind.KILLED_IN_SEND,
          FaultKind.KILLED_UNSTORED,
          FaultKind.KILLED_ACKNOWLEDGED,
          FaultKind.KILLED_MOVED,
          FaultKind.KILLED_IN_START);

  private final int minutes;
  private final Random random;
  private final Town town;
  private final SmallDisk disk;
  private final Site site;
  private final Taps taps;
  private final Map<FaultKind, Integer> struck = new EnumMap<>(FaultKind.class);
  private Duration worst = Duration.ZERO;

  /// @param minutes of the day, 1,440 for all of it
  Soak(int minutes, long seed, Path folder, Receiver receiver) throws IOException, SQLException {
    this.minutes = minutes;
    this.random = new Random(seed);
    this.town = Town.byHttp(receiver, seed + 1);
    this.disk = new SmallDisk(new Site(folder).data(), DISK_MEGABYTES);
    int people = minutes * MINUTE / 2;
    this.site = Site.make(folder, town.url(), people);
    this.taps =
        new Taps(
            IntStream.range(0, 2 * people).mapToObj(i -> Site.card(1 + i % people)).toList(),
            new Diary(folder.resolve("answers.tsv")));
  }

  /// Lives through the day.
  Findings run() throws Exception {
    int minute = 0;
    while (minute < minutes / 2) {
      int lifeEnds = Math.min(minute + DEATHS, minutes / 2);
      live(minute, lifeEnds, DEADLY.get(minute / DEATHS % DEADLY.size()));
      minute = lifeEnds;
    }
    liveToTheEnd(minute);
    return new Checker(site, taps.outcomes(), town).check();
  }

  /// A life with faults that it lives through, and one that a fault ends.
  private void live(int from, int to, FaultKind last) throws Exception {
    long begun = System.nanoTime();
    try (KioskProcess kiosk = KioskProcess.start(site, Launch.PLAIN)) {
      URI address = kiosk.awaitReady();
      up(begun);
      Taps.Crowd crowd = taps.at(address);
      Life life = new Life(kiosk, address, site, taps, town, random, MINUTE);
      if (from == 0) {
        life.tap(MINUTE);
        report("at the start", kiosk);
      }
      for (int minute = from; minute < to - 1; minute++) {
        strikeAndGoOn(life);
      }
      kiosk.kill();
      crowd.leave();
    }
    endedBy(last);
  }

  private void endedBy(FaultKind kind) throws Exception {
    Fault deadly = kind.draw(random, MINUTE);
    try (KioskProcess kiosk = KioskProcess.start(site, deadly.launch(Launch.PLAIN, site))) {
      deadly.begun(kiosk, Duration.ofSeconds(2));
      var address = kiosk.awaitReadyOrDeath(false);
      if (address.isPresent()) {
        Taps.Crowd crowd = taps.at(address.get());
        deadly.strike(new Life(kiosk, address.get(), site, taps, town, random, MINUTE));
        kiosk.kill();
        crowd.leave();
      }
    }
    struck.merge(kind, 1, Integer::sum);
  }

  private void strikeAndGoOn(Life life) throws Exception {
    FaultKind kind = LIVED_THROUGH.get(random.nextInt(LIVED_THROUGH.size()));
    if (kind.cannot(disk.isMounted()).isPresent()) {
      kind = FaultKind.BAD_WEATHER;
    }
    int before = taps.over();
    kind.draw(random, MINUTE / 3).strike(life.withShare(MINUTE / 3));
    life.tap(Math.max(0, MINUTE - (taps.over() - before)));
    struck.merge(kind, 1, Integer::sum);
  }

  private void liveToTheEnd(int from) throws Exception {
    long begun = System.nanoTime();
    try (KioskProcess kiosk = KioskProcess.start(site, Launch.PLAIN)) {
      URI address = kiosk.awaitReady();
      up(begun);
      Taps.Crowd crowd = taps.at(address);
      Life life = new Life(kiosk, address, site, taps, town, random, MINUTE);
      life.tap(MINUTE);
      report("at the start of the last life", kiosk);
      for (int minute = from; minute < minutes; minute++) {
        strikeAndGoOn(life);
      }
      town.weather(0);
      life.tap(taps.left());
      Rig.awaitForwarded(address);
      report("at the end", kiosk);
      crowd.leave();
      kiosk.stop();
    }
  }

  private void up(long begun) {
    Duration time = Duration.ofNanos(System.nanoTime() - begun);
    worst = time.compareTo(worst) > 0 ? time : worst;
  }

  private void report(String when, KioskProcess kiosk) throws Exception {
    System.out.printf(
        "  %s, after %,d taps: %s%n", when, taps.over(), Vitals.of(kiosk, site).inWords());
  }

  /// In a few lines.
  String inShort() {
    StringBuilder lines = new StringBuilder();
    struck.forEach((kind, times) -> lines.append("  %4d × %s%n".formatted(times, kind.words())));
    return lines
        .append(
            "  %,d faults; %s; up again after at most %,d ms%n"
                .formatted(
                    struck.values().stream().mapToInt(i -> i).sum(),
                    town.inShort(),
                    worst.toMillis()))
        .toString();
  }

  @Override
  public void close() throws IOException {
    taps.close();
    town.close();
    disk.close();
  }
}
