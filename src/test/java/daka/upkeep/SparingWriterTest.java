package daka.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tinylog.Level;
import org.tinylog.core.LogEntry;

class SparingWriterTest {
  @AfterEach
  void log_again() {
    SparingWriter.spare(false);
  }

  @Test
  void what_is_no_warning_is_left_out_while_space_is_short_and_told_again_after() {
    PrintStream out = System.out;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      SparingWriter writer =
          new SparingWriter(Map.of("format", "{level} {message}", "stream", "out"));
      write(writer, "before");
      SparingWriter.spare(true);
      write(writer, "while");
      SparingWriter.spare(false);
      write(writer, "after");
      writer.flush();
      writer.close();
    } finally {
      System.setOut(out);
    }
    assertEquals(
        List.of(
            "INFO before",
            "WARN before",
            "ERROR before",
            "WARN while",
            "ERROR while",
            "INFO after",
            "WARN after",
            "ERROR after"),
        told.toString(StandardCharsets.UTF_8).lines().toList());
  }

  private static void write(SparingWriter writer, String message) {
    for (Level level : List.of(Level.INFO, Level.WARN, Level.ERROR)) {
      writer.write(new LogEntry(null, null, null, null, null, null, 0, null, level, message, null));
    }
  }
}
