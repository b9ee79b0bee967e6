package daka.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import daka.host.Condition.Level;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  private static final long GIB = 1L << 30;

  @TempDir Path data;

  @Test
  void a_disk_that_fills_up_is_told_before_the_kiosk_stops() {
    Machine machine = machine(data);

    assertEquals(Level.OK, machine.disk(20 * GIB, 100 * GIB).level());
    assertEquals(Level.WARNING, machine.disk(9 * GIB, 100 * GIB).level());
    assertEquals(Level.FAILED, machine.disk(1 << 20, 100 * GIB).level());
    assertEquals(Level.FAILED, machine.disk(0, 0).level());
    assertEquals(
        "9216 MiB free, 91 % used, of the disk of " + data,
        machine.disk(9 * GIB, 100 * GIB).detail());
  }

  @Test
  void every_condition_that_is_not_well_has_a_cure() {
    List<Condition> found = machine(data.resolve("none")).conditions();

    assertEquals(List.of("disk", "clock"), found.stream().map(Condition::name).toList());
    assertEquals(
        List.of(Level.FAILED, Level.WARNING), found.stream().map(Condition::level).toList());
    found.forEach(condition -> assertFalse(condition.cure().isEmpty()));
  }

  private static Machine machine(Path data) {
    return new Machine(data, () -> ClockTrust.UNKNOWN);
  }
}
