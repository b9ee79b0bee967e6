package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.check.Needs;
import daka.rig.Broken;
import daka.rig.FaultKind;
import daka.rig.Findings;
import daka.rig.Launch;
import daka.rig.Rig;
import daka.rig.Town;
import daka.rig.Wrecks;
import daka.store.rescue.Damager;
import daka.upstream.Receiver;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/// The fault rig, shortened: `deploy/rig` runs it in full. `-Drig.seed` repeats a run as far as
/// timing lets it.
@Needs.Rig
class CrashTest {
  /// Each kind of fault once.
  private static final int ROUNDS = FaultKind.values().length;

  private static final int TAPS = 20;
  private static final long SEED = Long.getLong("rig.seed", new Random().nextLong());

  @TempDir Path folder;

  @Test
  void whatever_goes_wrong_every_tap_that_was_answered_is_there_once_and_no_other()
      throws Exception {
    Findings findings = run(ROUNDS, List.of(FaultKind.values()));
    assertTrue(findings.areClean(), findings::toString);
    assertTrue(findings.recorded() > 0, "no tap was answered, so nothing was shown");
  }

  /// SQLite leaves a transaction in the log whole if only its sync failed, and its recovery takes
  /// that for committed.
  @Test
  void who_was_told_that_nothing_was_recorded_is_not_there_after_the_next_start() throws Exception {
    skipIf(FaultKind.FAILING_SYNCS.cannot(false));
    Findings findings = run(3, List.of(FaultKind.FAILING_SYNCS));
    assertTrue(findings.turned() > 0, findings::inShort);
    assertTrue(findings.areClean(), findings::toString);
  }

  @ParameterizedTest
  @EnumSource(Broken.class)
  void what_is_broken_on_purpose_is_found_out(Broken broken) throws Exception {
    skipIf(broken.cannot());
    Findings findings = broken.run(SEED, folder);
    assertFalse(broken.found(findings).isEmpty(), findings::inShort);
    assertTrue(broken == Broken.ANSWERS_TOO_EARLY || findings.lost().isEmpty(), findings::toString);
  }

  /// A log that is gone costs the most, because SQLite says nothing of it.
  @Test
  void a_damaged_database_costs_what_cannot_be_read_and_nothing_else() throws Exception {
    List<Damager.Way> others =
        Arrays.stream(Damager.Way.values()).filter(way -> way != Damager.Way.DELETE_LOG).toList();
    Wrecks wrecks = new Wrecks(folder, SEED);
    for (Damager.Way way :
        List.of(Damager.Way.DELETE_LOG, others.get(Math.floorMod(SEED, others.size())))) {
      Wrecks.Wreck wreck = wrecks.wreck(way, 0);
      System.out.println("rig: seed " + SEED + ", " + wreck);
      assertEquals(List.of(), wreck.broken(), wreck::how);
    }
  }

  private static void skipIf(Optional<String> reason) {
    if (reason.isPresent()) {
      throw new TestAbortedException(reason.get());
    }
  }

  private Findings run(int rounds, List<FaultKind> kinds) throws Exception {
    System.out.printf("rig: %d rounds, seed %d%n", rounds, SEED);
    long begun = System.nanoTime();
    try (Receiver receiver = new Receiver();
        Town town = Town.byHttpAndMqtt(receiver, folder.resolve("broker"), SEED + 1);
        Rig rig = new Rig(Launch.PLAIN, rounds * TAPS, TAPS, SEED, folder, town, true)) {
      Findings findings = rig.run(rounds, kinds);
      assertEquals(List.of(), receiver.complaints());
      System.out.printf(
          "%srig: %s; %s; %d s%n",
          rig.tally().table(),
          findings.inShort(),
          town.inShort(),
          (System.nanoTime() - begun) / 1_000_000_000);
      return findings;
    }
  }
}
