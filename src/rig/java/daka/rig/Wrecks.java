package daka.rig;

import daka.store.Damager;
import daka.upstream.Receiver;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

/// Damages the database of a kiosk that was killed, kills it again while it recovers from that, and
/// lets people tap at what comes of it.
public final class Wrecks {
  private static final int PEOPLE = 60;
  private static final Duration START = Duration.ofMillis(1_500);

  private final Path folder;
  private final Random random;
  private final boolean traces;
  private int lost;
  private int taps;
  private int kills;

  /// What came of one.
  ///
  /// @param broken what is not as it was promised
  public record Wreck(String how, int lost, List<String> broken) {}

  /// @param folder new
  public Wrecks(Path folder, long seed) throws InterruptedException {
    this.folder = folder;
    this.random = new Random(seed);
    this.traces = SystemCalls.cannot().isEmpty();
  }

  /// @param number of this way
  public Wreck wreck(Damager.Way way, int number) throws Exception {
    Path place = Files.createDirectories(folder.resolve(way + "-" + number));
    try (Receiver receiver = new Receiver();
        Town town = Town.byHttp(receiver, random.nextLong())) {
      Site site = Site.make(place, town.url(), PEOPLE);
      try (Diary diary = new Diary(place.resolve("answers.tsv"))) {
        Taps people =
            new Taps(LongStream.rangeClosed(1, PEOPLE).mapToObj(Site::card).toList(), diary);
        int forwarded = random.nextInt(PEOPLE / 2);
        live(site, people, town, forwarded);
        List<Outcome> before = people.outcomes();
        new Damager(site.data(), random).damage(way);
        String how = way + killedWhileRecovering(site);
        survive(site, people);
        List<Outcome> all = people.outcomes();
        AfterDamage check =
            new AfterDamage(
                site, before, all.subList(before.size(), all.size()), town.received(Route.HTTP));
        List<String> broken = new ArrayList<>(check.check(town.refused(Route.HTTP)));
        lost += check.lost();
        taps += all.size();
        return new Wreck(how, check.lost(), broken);
      }
    }
  }

  private void live(Site site, Taps people, Town town, int forwarded) throws Exception {
    try (KioskProcess kiosk = KioskProcess.start(site, Launch.PLAIN)) {
      URI address = kiosk.awaitReady();
      Taps.Crowd crowd = people.at(address);
      people.letIn(forwarded);
      people.await(forwarded, kiosk::isAlive);
      Rig.awaitForwarded(address);
      town.weather(random.nextInt(2) * 100);
      people.letIn(PEOPLE / 2 - forwarded);
      people.await(PEOPLE / 2, kiosk::isAlive);
      kiosk.kill();
      crowd.leave();
      town.weather(0);
    }
  }

  private String killedWhileRecovering(Site site) throws Exception {
    StringBuilder how = new StringBuilder();
    while (random.nextInt(2) == 0) {
      Optional<Integer> rename = traces ? Optional.of(1 + random.nextInt(5)) : Optional.empty();
      Launch launch =
          rename.map(n -> SystemCalls.killAtRename(Launch.PLAIN, n)).orElse(Launch.PLAIN);
      try (KioskProcess kiosk = KioskProcess.start(site, launch)) {
        if (rename.isPresent()) {
          how.append(", killed at rename ").append(rename.get());
          kiosk.awaitReadyOrDeath(false);
        } else {
          how.append(", killed in the start");
          kiosk.live(START.multipliedBy(random.nextInt(100)).dividedBy(100));
        }
        kiosk.kill();
        kills++;
      }
    }
    return how.toString();
  }

  private static void survive(Site site, Taps people) throws Exception {
    try (KioskProcess kiosk = KioskProcess.start(site, Launch.PLAIN)) {
      URI address = kiosk.awaitReady();
      Taps.Crowd crowd = people.at(address);
      int left = people.left();
      people.letIn(left);
      people.await(people.over() + left, kiosk::isAlive);
      Rig.awaitForwarded(address);
      crowd.leave();
      kiosk.stop();
    }
  }

  /// In one line.
  String inShort() {
    return "%d taps, %d of those before the damage were lost with it and said to be; killed %d times while recovering"
        .formatted(taps, lost, kills);
  }
}
