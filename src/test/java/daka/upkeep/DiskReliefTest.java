package daka.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskReliefTest {
  private static final List<String> KEPT =
      List.of("daka-20260101T000000Z.replaced.db", "daka.copy.db", "daka.db", "daka.db-wal");
  private static final List<String> SHED =
      List.of("daka.log", "daka.log.1", "hs_err_pid42.log", "java_pid42.hprof");

  @TempDir Path folder;
  private int used = 79;

  @AfterEach
  void log_again() {
    SparingWriter.spare(false);
  }

  @Test
  void at_80_percent_logs_go_and_nothing_that_holds_an_entry() throws IOException {
    for (String name : Stream.concat(KEPT.stream(), SHED.stream()).toList()) {
      Files.writeString(folder.resolve(name), name);
    }
    DiskRelief relief = new DiskRelief(folder, () -> used);
    relief.check();
    assertEquals(8, names().size());
    assertFalse(SparingWriter.isSparing());

    used = 80;
    relief.check();
    assertEquals(KEPT, names());
    assertTrue(SparingWriter.isSparing());

    used = 79;
    relief.check();
    assertFalse(SparingWriter.isSparing());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
