package daka.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Whether this host can have a machine that tests run in, as its script `prepare` says.
public sealed interface Prepared {
  /// What `prepare` ends with where it is not possible, as sysexits(3) has it for "try elsewhere".
  int NOT_HERE = 75;

  /// @param machine the folder that it is started from
  record Ready(Path machine) implements Prepared {}

  /// @param reason in one line
  record NotHere(String reason) implements Prepared {}

  /// Runs it: the machine is made, or found made.
  ///
  /// @param scripts the folder of `prepare`
  /// @param environment set for it beside what this program has
  /// @throws IOException if something failed that should work on this host
  static Prepared by(Path scripts, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("prepare", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(List.of(scripts.resolve("prepare").toString()))
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
        default -> throw new IOException(scripts.resolve("prepare") + " failed: " + said);
      };
    } finally {
      Files.delete(errors);
    }
  }
}
