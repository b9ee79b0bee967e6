package daka.plugged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class I2cScanTest {
  @TempDir Path root;

  @Test
  void what_somebody_has_and_the_place_of_clocks_are_never_asked() throws Exception {
    List<Integer> asked = new ArrayList<>();
    List<I2cScan.Held> held = List.of(new I2cScan.Held(0x3c, "panel sports"));
    I2cScan.Scanned scanned =
        I2cScan.scan(
            held,
            address -> {
              asked.add(address);
              return address == 0x24 || address == 0x27;
            });
    assertEquals(List.of(0x24, 0x27), scanned.answered());
    assertEquals(held, scanned.held());
    assertEquals(0x08, asked.getFirst());
    assertEquals(0x77, asked.getLast());
    assertTrue(!asked.contains(0x3c) && !asked.contains(0x69), asked::toString);
  }

  @Test
  void buses_that_are_not_at_the_pins_of_a_pi_are_left_alone() {
    PluggedMachine machine = new PluggedMachine(root).file("dev/i2c-1", "").file("dev/i2c-20", "");
    I2cScan scan = new I2cScan(new PluggedDevices(root));
    assertInstanceOf(I2cScan.Refused.class, scan.scan(1, Set.of(), List.of()));
    machine.pi();
    I2cScan.Refused screen =
        assertInstanceOf(I2cScan.Refused.class, scan.scan(20, Set.of(), List.of()));
    assertTrue(screen.detail().contains("not at the pins"), screen.detail());
  }

  @Test
  void a_bus_that_is_not_there_is_told_with_the_cure() {
    new PluggedMachine(root).pi();
    I2cScan.Refused refused =
        assertInstanceOf(
            I2cScan.Refused.class,
            new I2cScan(new PluggedDevices(root)).scan(1, Set.of(), List.of()));
    assertTrue(refused.cure().contains("firmware-config"), refused.cure());
  }

  @Test
  void addresses_of_the_kernels_drivers_are_known() {
    new PluggedMachine(root)
        .file("sys/bus/i2c/devices/1-0068/name", "ds3231\n")
        .file("sys/bus/i2c/devices/1-0068/driver/uevent", "")
        .file("sys/bus/i2c/devices/1-0050/name", "eeprom\n")
        .file("sys/bus/i2c/devices/i2c-1/name", "bus\n");
    assertEquals(
        List.of(new I2cScan.Held(0x68, "ds3231")), new PluggedDevices(root).heldByKernel(1));
  }
}
