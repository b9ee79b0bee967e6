package daka.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.device.Waiting;
import daka.health.Progress;
import daka.store.OpenStore;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a command shows of long work.
class ConsoleProgressTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_terminal_has_one_line_that_is_rewritten_and_a_log_has_lines(boolean terminal) {
    String result =
        ConsoleProgress.during(
            terminal,
            Duration.ofMillis(1),
            new PrintStream(shown, true, StandardCharsets.UTF_8),
            () -> {
              Progress.step("counting", 4, () -> 2);
              Waiting.await("it is shown twice", () -> text().split("counting", -1).length > 2);
              return "done";
            });

    assertEquals("done", result);
    String line = "counting: 2 of 4, about ";
    assertTrue(text().contains(line), this::text);
    assertEquals(!terminal, text().contains("\n"));
    assertEquals(terminal, text().contains("\r\u001b[K" + line));
    assertEquals(terminal, text().endsWith("\r\u001b[K"), "the line is taken away at the end");
  }

  @Test
  void what_is_over_at_once_shows_nothing(@TempDir Path folder) throws Exception {
    List<Proof> proofs = new CopyOnWriteArrayList<>();
    try (OpenStore store = new OpenStore(folder)) {
      store.resident("王小明", "W-1");
    }
    ConsoleProgress.during(
        false,
        Duration.ofDays(1),
        new PrintStream(shown, true, StandardCharsets.UTF_8),
        () -> proofs.add(new Verify(folder).prove()));
    assertEquals(1, proofs.size());
    assertEquals("", text());
  }

  private String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }
}
