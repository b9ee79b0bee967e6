package daka.rig;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Runs a kiosk, lets people tap at it, strikes it with a fault, and starts it again on the same
/// data, round after round. Line and town are never quite well. After the last round the kiosk
/// lives until every tap is made and everything is forwarded; then [Checker] compares what was
/// answered with what is there.
public final class Rig implements AutoCloseable {
  /// Of a hundred connections and batches, how many meet with something on an ordinary day.
  static final int USUAL_WEATHER = 25;

  private static final Duration CATCHING_UP = Duration.ofMinutes(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final int DISK_MEGABYTES = 400;

  private final Launch plain;
  private final int share;
  private final Random random;
  private final SmallDisk disk;
  private final Town town;
  private final Site site;
  private final Taps taps;
  private final Tally tally = new Tally();
  private final boolean talks;
  private @Nullable FaultKind before;
  private Duration start = Duration.ofSeconds(1);
  private int weather = USUAL_WEATHER;

  /// @param plain how the kiosk is started without a fault
  /// @param taps how many taps there are in all
  /// @param share how many of them in one life of the kiosk, about
  /// @param seed decides which faults there are
  /// @param talks whether each fault is printed
  public Rig(Launch plain, int taps, int share, long seed, Path folder, Town town, boolean talks)
      throws IOException, SQLException {
    this.plain = plain;
    this.share = share;
    this.random = new Random(seed);
    this.talks = talks;
    this.town = town;
    this.disk = new SmallDisk(new Site(folder).data(), DISK_MEGABYTES);
    this.site = Site.make(folder, town.url(), taps);
    if (town.routes().contains(Route.MQTT)) {
      site.publishTo(town.broker().url());
    }
    this.taps =
        new Taps(
            LongStream.rangeClosed(1, taps).mapToObj(Site::card).toList(),
            new Diary(folder.resolve("answers.tsv")));
  }

  /// With a line and a town that are well, but for the faults.
  Rig inFineWeather() {
    weather = 0;
    return this;
  }

  /// The kinds of these that are possible here. The others are noted as skipped.
  private List<FaultKind> possible(List<FaultKind> kinds) throws InterruptedException {
    List<FaultKind> possible = new ArrayList<>();
    for (FaultKind kind : kinds) {
      Optional<String> reason = kind.cannot(disk.isMounted());
      reason.ifPresentOrElse(why -> tally.skip(kind, why), () -> possible.add(kind));
    }
    return possible;
  }

  /// So many rounds of every kind in turn, as long as there are people who have not tapped.
  public Findings run(int rounds, List<FaultKind> wanted) throws Exception {
    List<FaultKind> kinds = possible(wanted);
    town.weather(weather);
    for (int i = 0; i < rounds; i++) {
      round(i, kinds.get(i % kinds.size()));
    }
    town.weather(0);
    try (KioskProcess kiosk = KioskProcess.start(site, plain)) {
      URI address = kiosk.awaitReady();
      Taps.Crowd crowd = taps.at(address);
      int left = taps.left();
      taps.letIn(left);
      taps.await(taps.over() + left, kiosk::isAlive);
      awaitForwarded(address);
      crowd.leave();
      int exit = kiosk.stop();
      if (exit != 0) {
        throw new IllegalStateException("the kiosk stopped with " + exit + ":\n" + kiosk.log());
      }
    }
    town.settle();
    return new Checker(site, taps.outcomes(), town).check();
  }

  private void round(int number, FaultKind kind) throws Exception {
    Fault fault = kind.draw(random, share);
    if (talks) {
      System.out.printf("  %d: %s%n", number, fault);
    }
    Launch launch = fault.launch(plain, site);
    long begun = System.nanoTime();
    boolean died;
    try (KioskProcess kiosk = KioskProcess.start(site, launch)) {
      fault.begun(kiosk, start);
      Optional<URI> address = kiosk.awaitReadyOrDeath(fault.mayRefuseToStart());
      if (address.isPresent()) {
        ready(Duration.ofNanos(System.nanoTime() - begun), launch);
        Taps.Crowd crowd = taps.at(address.get());
        fault.strike(new Life(kiosk, address.get(), site, taps, town, random, share));
        died = !kiosk.isAlive();
        kiosk.kill();
        crowd.leave();
      } else {
        died = true;
      }
    }
    tally.struck(kind, died);
    before = kind;
  }

  /// A kiosk with another program around it is slow to start for that reason.
  private void ready(Duration time, Launch launch) {
    if (launch.before().isEmpty() && launch.environment().isEmpty()) {
      start = time;
      if (before != null) {
        tally.recovered(before, time);
      }
    }
  }

  /// Waits until everything is forwarded by every way that the kiosk has.
  ///
  /// What the kiosk says is asked, and not the receiver: one that waited for the receiver could not
  /// notice that an event is never sent.
  static void awaitForwarded(URI kiosk) throws Exception {
    long until = System.nanoTime() + CATCHING_UP.toNanos();
    HealthPage health = new HealthPage(kiosk);
    while (!health.isAllForwarded()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("not everything was forwarded within " + CATCHING_UP);
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  /// How often each kind of fault struck.
  public Tally tally() {
    return tally;
  }

  @Override
  public void close() throws IOException {
    taps.close();
    disk.close();
  }
}
