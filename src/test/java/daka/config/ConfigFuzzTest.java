package daka.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.config.Config.Invalid;
import daka.config.Config.Valid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFuzzTest {
  private static final int ROUNDS = 1_500;
  private static final List<String> SHARDS =
      List.of(
          "[",
          "]",
          "[[",
          "]]",
          "{",
          "}",
          "=",
          ".",
          ",",
          "\"",
          "'",
          "\"\"\"",
          "\\",
          "\\u0000",
          "#",
          "\n",
          "\r",
          "\u0000",
          "[centre.id]",
          "[[kiosk]]",
          "centre.x = 1",
          "\"\" = 2",
          "-1",
          "nan",
          "9223372036854775808",
          "2026-13-01",
          "true",
          "{a = {b = []}}",
          "\"\\ud800\"",
          "😀");

  @TempDir Path folder;

  @Test
  @ForeignBytes
  void a_damaged_file_is_valid_or_has_a_problem_with_a_line() throws IOException {
    Path file = folder.resolve("daka.toml");
    String example =
        Files.readString(Path.of("deploy", "daka.toml")).replaceAll("(?m)^#([a-z\\[])", "$1");
    Random random = Fuzz.random(20261123);
    int valid = 0;
    for (int round = 0; round < Fuzz.rounds(ROUNDS); round++) {
      byte[] damaged = damaged(example, random);
      Files.write(file, damaged);
      switch (Config.read(file)) {
        case Valid _ -> valid++;
        case Invalid(List<Problem> problems) -> {
          assertFalse(problems.isEmpty());
          for (Problem problem : problems) {
            String answer = problem.toString();
            assertTrue(problem.line() > 0, answer);
            assertTrue(answer.chars().noneMatch(c -> c < ' ' && c != '\t'), answer);
          }
        }
      }
    }
    assertTrue(valid < ROUNDS);
  }

  private static byte[] damaged(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int blow = random.nextInt(4); blow >= 0; blow--) {
      int at = random.nextInt(lines.size());
      String line = lines.get(at);
      int column = random.nextInt(line.length() + 1);
      String shard = SHARDS.get(random.nextInt(SHARDS.size()));
      switch (random.nextInt(5)) {
        case 0 -> lines.add(at, lines.get(random.nextInt(lines.size())));
        case 1 -> Collections.swap(lines, at, random.nextInt(lines.size()));
        case 2 -> lines.set(at, line.substring(0, column));
        case 3 -> lines.set(at, line.substring(0, column) + shard + line.substring(column));
        default -> lines.set(at, line.replaceFirst("=.*", Matcher.quoteReplacement("= " + shard)));
      }
    }
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    for (int blow = random.nextInt(3); blow > 0; blow--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(20) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
