package daka.rig;

import daka.store.rescue.Damager;
import daka.store.rescue.GrownSchema;
import daka.store.rescue.GrownSchema.OfMap;
import daka.upstream.Receiver;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

/// Damages the database of a kiosk that was killed, kills it again while it recovers from that, and
/// lets people tap at what comes of it.
public final class Wrecks {
  private static final int PEOPLE = 60;
  private static final Launch GROWN = Launch.of("daka.GrownMain", "run");
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

  /// What is done to the data folder of a kiosk that was killed.
  private interface Damaging {
    void damage(Path data) throws Exception;
  }

  /// @param number of this way
  public Wreck wreck(Damager.Way way, int number) throws Exception {
    Path place = Files.createDirectories(folder.resolve(way + "-" + number));
    return wreck(
        place, way.toString(), Launch.PLAIN, data -> new Damager(data, random).damage(way));
  }

  /// The database of a later version, with a new table of thousands of rows that was made after it
  /// had been lived with, has lost where its tables are told.
  ///
  /// @param header whether its first page is lost
  /// @param schema whether the other pages of its schema are
  /// @param map what became of the map beside it
  public Wreck grown(boolean header, boolean schema, OfMap map) throws Exception {
    String how =
        (header ? "first page lost, " : "")
            + (schema ? "schema lost, " : "")
            + "map "
            + map.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    Path place = Files.createDirectories(folder.resolve("grown-" + how.replace(", ", "-")));
    Path before = place.resolve("before");
    Path other = place.resolve("other");
    return wreck(
        place,
        how,
        GROWN,
        data -> {
          GrownSchema.makeOthers(before, other);
          if (schema) {
            GrownSchema.loseSchema(data, random);
          }
          if (header) {
            new Damager(data, random).damage(Damager.Way.ZERO_FIRST_PAGE);
          }
          GrownSchema.damageMap(map, data, before, other);
        });
  }

  private Wreck wreck(Path place, String way, Launch launch, Damaging damaging) throws Exception {
    try (Receiver receiver = new Receiver();
        Town town = Town.byHttp(receiver, random.nextLong())) {
      Site site = Site.make(place, town.url(), PEOPLE);
      try (Diary diary = new Diary(place.resolve("answers.tsv"))) {
        Taps people =
            new Taps(LongStream.rangeClosed(1, PEOPLE).mapToObj(Site::card).toList(), diary);
        int forwarded = random.nextInt(PEOPLE / 2);
        live(site, people, town, forwarded, launch);
        List<Outcome> before = people.outcomes();
        damaging.damage(site.data());
        String how = way + killedWhileRecovering(site, launch);
        survive(site, people, launch);
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

  /// Of a later version, the kiosk is one of this version first, and its new tables are filled.
  private void live(Site site, Taps people, Town town, int forwarded, Launch launch)
      throws Exception {
    int half = forwarded / 2;
    if (launch.equals(GROWN)) {
      live(site, people, half, Launch.PLAIN);
      GrownSchema.fill(site.data());
    }
    try (KioskProcess kiosk = KioskProcess.start(site, launch)) {
      URI address = kiosk.awaitReady();
      Taps.Crowd crowd = people.at(address);
      people.letIn(forwarded - (launch.equals(GROWN) ? half : 0));
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

  private static void live(Site site, Taps people, int taps, Launch launch) throws Exception {
    try (KioskProcess kiosk = KioskProcess.start(site, launch)) {
      Taps.Crowd crowd = people.at(kiosk.awaitReady());
      people.letIn(taps);
      people.await(taps, kiosk::isAlive);
      crowd.leave();
      kiosk.stop();
    }
  }

  private String killedWhileRecovering(Site site, Launch plain) throws Exception {
    StringBuilder how = new StringBuilder();
    while (random.nextInt(2) == 0) {
      Optional<Integer> rename = traces ? Optional.of(1 + random.nextInt(5)) : Optional.empty();
      Launch launch = rename.map(n -> SystemCalls.killAtRename(plain, n)).orElse(plain);
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

  private static void survive(Site site, Taps people, Launch launch) throws Exception {
    try (KioskProcess kiosk = KioskProcess.start(site, launch)) {
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
