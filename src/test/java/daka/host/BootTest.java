package daka.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootTest {
  private static final String ID = "9f2c1a34-55d0-4e5e-8f0b-0d9c5a1b2c3d";

  @TempDir Path proc;

  @Test
  void uptime_goes_on_from_what_the_kernel_says() throws IOException {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    kernel(ID + "\n", "12345.67 98765.43\n");
    Boot boot = Boot.read(proc, nanos::get);

    assertEquals(ID, boot.id());
    assertEquals(12_345_670, boot.uptimeMillis());
    nanos.addAndGet(2_500_000);
    assertEquals(12_345_672, boot.uptimeMillis());
  }

  @Test
  void a_kernel_that_does_not_tell_makes_each_start_a_boot_of_its_own() throws IOException {
    Boot silent = Boot.read(proc, () -> 0);
    assertEquals(0, silent.uptimeMillis());

    for (String[] nonsense :
        new String[][] {{"", "1.0 2.0"}, {ID, ""}, {ID, "x y"}, {"no", "1 2"}}) {
      kernel(nonsense[0], nonsense[1]);
      Boot boot = Boot.read(proc, () -> 0);
      assertEquals(0, boot.uptimeMillis());
      assertNotEquals(silent.id(), boot.id());
      assertNotEquals(ID, boot.id());
    }
  }

  @Test
  void this_machine_tells() {
    Boot boot = Boot.read(Path.of("/proc"), System::nanoTime);

    assertEquals(boot.id(), Boot.read(Path.of("/proc"), System::nanoTime).id());
    assertTrue(boot.uptimeMillis() > 0);
  }

  private void kernel(String id, String uptime) throws IOException {
    Files.createDirectories(proc.resolve("sys/kernel/random"));
    Files.writeString(proc.resolve("sys/kernel/random/boot_id"), id);
    Files.writeString(proc.resolve("uptime"), uptime);
  }
}
