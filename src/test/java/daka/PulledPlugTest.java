package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import daka.check.Needs;
import daka.rig.Findings;
import daka.rig.PiFault;
import daka.rig.PowerCuts;
import daka.rig.Prepared;
import daka.rig.pi.Preparation;
import daka.upstream.Receiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private static final int CUTS = 4;
  private static final long SEED = Long.getLong("rig.seed", new Random().nextLong());

  @TempDir Path folder;

  @Test
  void what_was_answered_is_on_the_disk_when_the_plug_is_pulled() throws Exception {
    Findings findings = cut(PowerCuts.DELIVERED, SEED, folder);
    assertEquals(0, findings.lost().size(), findings::toString);
    assertEquals(0, findings.doubled().size() + findings.uninvited().size(), findings::toString);
    assertEquals(0, findings.contradictions().size(), findings::toString);
    assertTrue(findings.recorded() > 0, findings::inShort);
  }

  /// A checkpoint of the database's log may have come right before a cut, and then all is there.
  @Test
  void a_store_that_forgets_to_sync_is_found_out() throws Exception {
    List<String> lostNothing = new ArrayList<>();
    for (int i = 0; i < CUTS; i++) {
      Findings findings =
          cut(PowerCuts.FORGETS_TO_SYNC, SEED + i, Files.createDirectory(folder.resolve("" + i)));
      if (!findings.lost().isEmpty()) {
        return;
      }
      lostNothing.add(findings.inShort());
    }
    fail(lostNothing::toString);
  }

  private static Findings cut(String program, long seed, Path folder) throws Exception {
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
                new PowerCuts(machine, program, PEOPLE, PEOPLE, seed, folder, receiver)) {
          rig.cut(PiFault.NONE);
          Findings findings = rig.asItIs();
          System.out.printf("rig: seed %d, power cut: %s%n", seed, findings.inShort());
          yield findings;
        }
      }
    };
  }
}
