package daka.rig.pi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Whether this host can have a virtual Pi.
public sealed interface Preparation {
  /// The folder of the scripts, as seen from the project's own.
  Path SCRIPTS = Path.of("src", "rig", "virtual-pi");

  /// What `prepare` ends with where it is not possible, as sysexits(3) has it for "try elsewhere".
  int NOT_HERE = 75;

  /// @param machine the folder that it is started from
  record Ready(Path machine) implements Preparation {}

  /// @param reason in one line
  record NotHere(String reason) implements Preparation {}

  /// Prepares it, or finds it prepared. Downloads 300 MB at the first time.
  ///
  /// @throws IOException if something failed that should work on this host
  static Preparation prepare() throws IOException, InterruptedException {
    return prepare(Map.of());
  }

  /// @param environment set for the scripts beside what this program has, such as `DAKA_VIRTUAL_PI`
  /// @throws IOException if something failed that should work on this host
  static Preparation prepare(Map<String, String> environment)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("prepare", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(List.of(SCRIPTS.resolve("prepare").toString()))
              .redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int exit = process.waitFor();
      String said = Files.readString(errors).strip();
      return switch (exit) {
        case 0 -> new Ready(Path.of(output));
        case NOT_HERE -> new NotHere(said.lines().reduce("", (_, line) -> line));
        default -> throw new IOException("preparing the virtual Pi failed: " + said);
      };
    } finally {
      Files.delete(errors);
    }
  }
}
