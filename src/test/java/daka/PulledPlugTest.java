package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.check.Needs;
import daka.rig.Findings;
import daka.rig.PiFault;
import daka.rig.PowerCuts;
import daka.rig.Prepared;
import daka.rig.pi.Preparation;
import daka.upstream.Receiver;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// The plug of a virtual Pi is pulled while people tap: `deploy/rig power` does it more often.
@Needs.VirtualPi
@Timeout(900)
class PulledPlugTest {
  private static final int PEOPLE = 40;
  private static final long SEED = Long.getLong("rig.seed", new Random().nextLong());

  @TempDir Path folder;

  @Test
  void what_was_answered_is_on_the_disk_when_the_plug_is_pulled() throws Exception {
    Findings findings = cut(PowerCuts.DELIVERED);
    assertEquals(0, findings.lost().size(), findings::toString);
    assertEquals(0, findings.doubled().size() + findings.uninvited().size(), findings::toString);
    assertEquals(0, findings.contradictions().size(), findings::toString);
    assertTrue(findings.recorded() > 0, findings::inShort);
  }

  @Test
  void a_store_that_forgets_to_sync_is_found_out() throws Exception {
    Findings findings = cut(PowerCuts.FORGETS_TO_SYNC);
    assertFalse(findings.lost().isEmpty(), findings::inShort);
  }

  private Findings cut(String program) throws Exception {
    PowerCuts.cannot()
        .ifPresent(
            reason -> {
              throw new TestAbortedException(reason);
            });
    return switch (Preparation.prepare()) {
      case Prepared.NotHere(String reason) -> throw new TestAbortedException(reason);
      case Prepared.Ready(Path machine) -> {
        try (Receiver receiver = new Receiver();
            PowerCuts rig =
                new PowerCuts(machine, program, PEOPLE, PEOPLE, SEED, folder, receiver)) {
          rig.cut(PiFault.NONE);
          Findings findings = rig.asItIs();
          System.out.printf("rig: seed %d, power cut: %s%n", SEED, findings.inShort());
          yield findings;
        }
      }
    };
  }
}
