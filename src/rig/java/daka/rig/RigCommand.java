package daka.rig;

import daka.rig.pi.Preparation;
import daka.store.rescue.Damager;
import daka.store.rescue.GrownSchema;
import daka.upstream.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `deploy/rig`: runs parts of the rig one after the other, and ends with 0 if every promise was
/// kept and every kiosk that is broken on purpose was found out.
public final class RigCommand {
  private final RigOptions options;
  private final Path folder;
  private boolean failed;

  private RigCommand(RigOptions options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    RigOptions options = RigOptions.of(Arrays.asList(args));
    RigCommand command = new RigCommand(options, options.folder());
    System.out.printf("rig: seed %d; repeat with --seed %d%n", options.seed(), options.seed());
    for (RigOptions.Part part : options.parts()) {
      switch (part) {
        case FAULTS -> command.faults();
        case DAMAGE -> command.damage();
        case POWER -> command.power();
        case BROKEN -> command.broken();
        case SOAK -> command.soak();
      }
    }
    System.out.println(command.failed ? "rig: FAILED" : "rig: every promise was kept");
    System.exit(command.failed ? 1 : 0);
  }

  private void faults() throws Exception {
    int rounds = options.rounds();
    int taps = options.taps();
    System.out.printf("%nfaults: %d rounds with %d taps each%n", rounds, taps);
    Path place = made("faults");
    try (Receiver receiver = new Receiver();
        Town town = Town.byHttpAndMqtt(receiver, place.resolve("broker"), options.seed() + 1);
        Rig rig =
            new Rig(
                Launch.PLAIN, rounds * taps, taps, options.seed(), place, town, options.talks())) {
      Findings findings = rig.run(rounds, options.kinds());
      System.out.print(rig.tally().table());
      System.out.println("  " + findings.inShort());
      System.out.println("  " + town.inShort());
      judge(findings.areClean(), findings);
    }
  }

  private void damage() throws Exception {
    int times = options.wrecks();
    System.out.printf("%ndamage: each of %d kinds %d times%n", Damager.Way.values().length, times);
    Wrecks wrecks = new Wrecks(made("damage"), options.seed());
    for (Damager.Way way : Damager.Way.values()) {
      for (int i = 0; i < times; i++) {
        Wrecks.Wreck wreck = wrecks.wreck(way, i);
        if (options.talks()) {
          System.out.printf("  %s: %d taps lost%n", wreck.how(), wreck.lost());
        }
        judge(wreck.broken().isEmpty(), wreck);
      }
    }
    System.out.println("  " + wrecks.inShort());
    grown();
  }

  /// Header, schema and map of a database whose schema has grown, lost in every combination.
  private void grown() throws Exception {
    System.out.printf(
        "%ndamage: a new table of %,d rows; first page, schema and map%n", GrownSchema.ROWS);
    Wrecks wrecks = new Wrecks(made("grown"), options.seed());
    for (boolean header : new boolean[] {false, true}) {
      for (boolean schema : new boolean[] {false, true}) {
        for (GrownSchema.OfMap map : GrownSchema.OfMap.values()) {
          Wrecks.Wreck wreck = wrecks.grown(header, schema, map);
          if (options.talks()) {
            System.out.printf("  %s: %d taps lost%n", wreck.how(), wreck.lost());
          }
          judge(wreck.broken().isEmpty(), wreck);
        }
      }
    }
    System.out.println("  " + wrecks.inShort());
  }

  /// Power cuts of the delivered kiosk, and of one that forgets to sync.
  private void power() throws Exception {
    System.out.printf("%npower: %d power cuts in the virtual Pi%n", options.cuts());
    Optional<String> cannot = PowerCuts.cannot();
    switch (Preparation.prepare()) {
      case Prepared.NotHere(String reason) -> System.out.println("  skipped: " + reason);
      case Prepared.Ready(Path _) when cannot.isPresent() ->
          System.out.println("  skipped: " + cannot.get());
      case Prepared.Ready(Path machine) -> {
        power(machine);
        forgetful(machine);
      }
    }
  }

  private void power(Path machine) throws Exception {
    int share = 60;
    int people = options.cuts() * share;
    try (Receiver receiver = new Receiver();
        PowerCuts rig =
            new PowerCuts(
                machine,
                PowerCuts.DELIVERED,
                people,
                share,
                options.seed(),
                made("power"),
                receiver)) {
      PiFault[] faults = PiFault.values();
      for (int i = 0; i < options.cuts(); i++) {
        PiFault fault = faults[i % faults.length];
        System.out.println("  " + fault.words());
        rig.cut(fault);
      }
      Findings findings = rig.finish();
      System.out.println("  " + findings.inShort());
      System.out.printf("  up again after at most %d ms%n", rig.worst().toMillis());
      judge(findings.areClean(), findings);
    }
  }

  private void forgetful(Path machine) throws Exception {
    try (Receiver receiver = new Receiver();
        PowerCuts rig =
            new PowerCuts(
                machine,
                PowerCuts.FORGETS_TO_SYNC,
                40,
                40,
                options.seed(),
                made("forgetful"),
                receiver)) {
      rig.cut(PiFault.NONE);
      Findings findings = rig.asItIs();
      System.out.printf(
          "  with synchronous=NORMAL: %s (%d of %d taps lost)%n",
          findings.lost().isEmpty() ? "NOT FOUND" : "found out",
          findings.lost().size(),
          findings.recorded());
      judge(!findings.lost().isEmpty(), findings);
    }
  }

  private void broken() throws Exception {
    System.out.printf("%nbroken on purpose, and to be found out:%n");
    for (Broken broken : Broken.values()) {
      Optional<String> cannot = broken.cannot();
      if (cannot.isPresent()) {
        System.out.printf("  %s: skipped: %s%n", broken.words(), cannot.get());
        continue;
      }
      Findings findings = broken.run(options.seed(), made(broken.name()));
      List<String> found = broken.found(findings);
      System.out.printf(
          "  %s: %s (%d %s)%n",
          broken.words(),
          found.isEmpty() ? "NOT FOUND" : "found out",
          found.size(),
          broken.betrayedBy());
      judge(!found.isEmpty(), findings);
    }
  }

  private void soak() throws Exception {
    int minutes = options.minutes();
    System.out.printf(
        "%nsoak: %,d taps, a fault with every %dth%n", minutes * Soak.MINUTE, Soak.MINUTE);
    long begun = System.nanoTime();
    try (Receiver receiver = new Receiver();
        Soak soak = new Soak(minutes, options.seed(), made("soak"), receiver)) {
      Findings findings = soak.run();
      System.out.print(soak.inShort());
      System.out.println("  " + findings.inShort());
      System.out.printf("  in %d s%n", (System.nanoTime() - begun) / 1_000_000_000);
      judge(findings.areClean(), findings);
    }
  }

  private Path made(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private void judge(boolean good, Object findings) {
    if (!good) {
      failed = true;
      System.out.println("  FAILED: " + findings);
    }
  }
}
