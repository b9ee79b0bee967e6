package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.rig.Findings;
import daka.rig.Rig;
import daka.upstream.Receiver;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the kiosk, in a process of its own, at random moments. `-Drig.rounds`, `-Drig.taps` (a
/// round) and `-Drig.seed` change the size and repeat a run as far as timing lets it.
class CrashTest {
  private static final int ROUNDS = Integer.getInteger("rig.rounds", 50);
  private static final int TAPS = Integer.getInteger("rig.taps", 20);
  private static final long SEED = Long.getLong("rig.seed", new Random().nextLong());

  @TempDir Path folder;

  @Test
  void a_kiosk_that_is_killed_again_and_again_keeps_every_tap_it_answered_and_no_other()
      throws Exception {
    Findings findings = run(ROUNDS, List.of("daka.Main", "run"));
    assertTrue(findings.areClean(), findings::toString);
    assertEquals(ROUNDS * TAPS, findings.recorded() + findings.unanswered(), findings::toString);
    assertTrue(findings.recorded() > 0, "no tap was answered, so nothing was shown");
  }

  @Test
  void the_rig_notices_an_answer_before_the_commit() throws Exception {
    Findings findings = run(8, broken(BrokenMain.Fault.ANSWERS_TOO_EARLY));
    assertFalse(findings.lost().isEmpty(), findings::inShort);
  }

  @Test
  void the_rig_notices_a_cursor_moved_too_early() throws Exception {
    Findings findings = run(8, broken(BrokenMain.Fault.MOVES_THE_CURSOR_TOO_EARLY));
    assertTrue(findings.lost().isEmpty(), findings::toString);
    assertFalse(findings.unforwarded().isEmpty(), findings::inShort);
  }

  private static List<String> broken(BrokenMain.Fault fault) {
    return List.of("daka.BrokenMain", fault.name());
  }

  private Findings run(int rounds, List<String> main) throws Exception {
    System.out.printf("rig: %s, %d rounds, seed %d%n", main, rounds, SEED);
    long begun = System.nanoTime();
    try (Receiver receiver = new Receiver()) {
      Findings findings = new Rig(main, rounds, rounds * TAPS, SEED, folder, receiver).run();
      assertTrue(receiver.complaints().isEmpty(), () -> receiver.complaints().toString());
      System.out.printf(
          "rig: %s; %d events came twice; %d s%n",
          findings.inShort(), receiver.duplicates(), (System.nanoTime() - begun) / 1_000_000_000);
      return findings;
    }
  }
}
