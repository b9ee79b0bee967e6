package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.check.Needs;
import daka.device.Waiting;
import daka.rig.Prepared;
import daka.rig.pi.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/// The virtual Pi's switch: where there is none, and who holds it.
@Needs.VirtualPi
@Timeout(300)
class VirtualPiSwitchTest {
  private static final Duration PATIENCE = Waiting.PATIENCE;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_machine_is_off_as_soon_as_whoever_switched_it_on_is_gone(
      boolean killed, @TempDir Path site) throws Exception {
    Process boot =
        switch (Preparation.prepare()) {
          case Prepared.NotHere(String reason) -> throw new TestAbortedException(reason);
          case Prepared.Ready(Path machine) -> boot(machine, site);
        };
    try {
      Await.that(
          PATIENCE, () -> Files.exists(site.resolve("ttyS0.sock")), () -> "QEMU does not start");
      assertTrue(processesAt(site) > 1, "QEMU runs");
      if (killed) {
        boot.destroyForcibly();
      } else {
        boot.getOutputStream().close();
      }
      Await.that(PATIENCE, () -> processesAt(site) == 0, () -> processesAt(site) + " are left");
    } finally {
      boot.destroyForcibly();
    }
  }

  private static Process boot(Path machine, Path site) throws IOException {
    String folder = site.toString();
    // With port 0 the system chooses.
    return new ProcessBuilder(
            Preparation.SCRIPTS.resolve("boot").toString(),
            machine.toString(),
            folder,
            folder,
            "0",
            "0")
        .redirectErrorStream(true)
        .redirectOutput(site.resolve("console.log").toFile())
        .start();
  }

  private static long processesAt(Path site) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(site.toString()))
        .count();
  }

  @Test
  void where_it_is_not_possible_one_line_says_why(@TempDir Path empty) throws Exception {
    Path file = Files.createFile(empty.resolve("file"));
    Prepared prepared = Preparation.prepare(Map.of("DAKA_VIRTUAL_PI", file + "/cache"));
    assertEquals(
        new Prepared.NotHere(
            "virtual Pi: not possible here: the folder " + file + "/cache cannot be made"),
        prepared);
  }
}
