package daka.rig;

import daka.rig.pi.PiKiosk;
import daka.rig.pi.VirtualPi;
import daka.upstream.Receiver;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

/// Pulls the plug of a virtual Pi while people tap. What Linux in it had not written to the disk is
/// lost, as on a Pi; then it is switched on again with the same disk.
public final class PowerCuts implements AutoCloseable {
  /// The kiosk as it is delivered.
  public static final String DELIVERED = "-jar /app/daka.jar run";

  /// The same without its promise to the disk.
  public static final String FORGETS_TO_SYNC =
      "--enable-native-access=ALL-UNNAMED -cp /app/test-classes:/app/daka.jar"
          + " daka.BrokenMain FORGETS_TO_SYNC";

  private static final String DATA = "/var/lib/daka";
  private static final String TOWN = "http://10.0.2.100/events";
  private static final Path APP = Path.of("target");

  private final Path machine;
  private final String program;
  private final int share;
  private final Random random;
  private final Town town;
  private final Site site;
  private final Path disk;
  private final Taps taps;
  private Duration worst = Duration.ZERO;
  private int cuts;

  /// @param machine what `prepare` made
  /// @param program that Java runs in the machine
  /// @param people how many cards are registered; each taps once at most
  /// @param share how many of them come before a cut, about
  /// @param folder new
  public PowerCuts(
      Path machine,
      String program,
      int people,
      int share,
      long seed,
      Path folder,
      Receiver receiver)
      throws IOException, SQLException, InterruptedException {
    this.machine = machine;
    this.program = program;
    this.share = share;
    this.random = new Random(seed);
    this.town = Town.byHttp(receiver, seed + 1);
    this.site = Site.make(folder, URI.create(TOWN), people);
    this.disk = folder.resolve("disk.img");
    this.taps =
        new Taps(
            LongStream.rangeClosed(1, people).mapToObj(Site::card).toList(),
            new Diary(folder.resolve("answers.tsv")));
    String config = Files.readString(site.config());
    Files.writeString(
        site.config(),
        config.replace(site.data().toString(), DATA).replace("127.0.0.1:0", "127.0.0.1:8080"));
    Files.copy(Path.of("deploy", "jvm.options"), folder.resolve("jvm.options"));
    makeDisk();
  }

  /// An ext4 with the data folder in it.
  private void makeDisk() throws IOException, InterruptedException {
    Process made =
        new ProcessBuilder(
                "/sbin/mkfs.ext4", "-q", "-d", site.data().toString(), disk.toString(), "96M")
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (made.waitFor() != 0) {
      throw new IOException("mkfs.ext4 failed: " + said);
    }
  }

  /// Why it cannot be done here, if it cannot, beside what the virtual Pi needs.
  public static Optional<String> cannot() {
    return Files.isExecutable(Path.of("/sbin/mkfs.ext4"))
        ? Optional.empty()
        : Optional.of("e2fsprogs is not installed");
  }

  private VirtualPi boot() throws IOException, InterruptedException {
    VirtualPi pi = VirtualPi.start(machine, APP, site.folder(), disk, town.url().getPort());
    pi.run(
        "mkdir -p "
            + DATA
            + " && dmsetup create --noudevrules --noudevsync data --table"
            + " \"0 $(cat /sys/block/vda/size) flakey /dev/vda 0 3600 0\""
            + " && dmsetup mknodes && busybox mount -t ext4 /dev/mapper/data "
            + DATA);
    return pi;
  }

  /// One life that ends with a cut, soon after somebody was answered.
  public void cut(PiFault fault) throws Exception {
    VirtualPi pi = boot();
    try {
      ready(pi);
      Taps.Crowd crowd = taps.at(pi.kiosk());
      int before = random.nextInt(share / 2);
      tap(before);
      fault.strike(pi);
      int enough = taps.over() + Math.min(taps.left(), 1 + random.nextInt(share - before));
      taps.letIn(share);
      taps.await(enough, () -> true);
      Thread.sleep(Duration.ofNanos(1_000L * random.nextInt(20_000)));
      pi.close();
      cuts++;
      crowd.leave();
    } finally {
      pi.close();
    }
  }

  private void tap(int people) throws InterruptedException {
    int enough = taps.over() + Math.min(people, taps.left());
    taps.letIn(people);
    taps.await(enough, () -> true);
  }

  private PiKiosk ready(VirtualPi pi) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    PiKiosk kiosk = PiKiosk.start(pi, program);
    kiosk.awaitReady();
    Duration time = Duration.ofNanos(System.nanoTime() - begun);
    worst = cuts > 0 && time.compareTo(worst) > 0 ? time : worst;
    return kiosk;
  }

  /// A last life, in which everything is forwarded; then all is compared.
  public Findings finish() throws Exception {
    Path after = site.folder().resolve("after");
    try (VirtualPi pi = boot()) {
      PiKiosk kiosk = ready(pi);
      Rig.awaitForwarded(pi.kiosk());
      kiosk.stop();
      copyOut(pi);
    }
    return new Checker(new Site(after), taps.outcomes(), town).check();
  }

  /// What is on the disk after a cut, before any kiosk has seen it.
  public Findings asItIs() throws Exception {
    Path after = site.folder().resolve("after");
    try (VirtualPi pi = boot()) {
      copyOut(pi);
    }
    return new Checker(new Site(after), taps.outcomes(), town).check();
  }

  /// The database, its log, and the mark of how far the journal had come, which need not be there:
  /// it is not synced.
  private static void copyOut(VirtualPi pi) throws IOException {
    pi.run("mkdir -p /site/after/data && cp " + DATA + "/daka.[dh]* /site/after/data/ && sync");
  }

  /// The longest it took from the start of Java to the first answer after a cut.
  Duration worst() {
    return worst;
  }

  @Override
  public void close() throws IOException {
    taps.close();
    town.close();
  }
}
