package daka.rig.pi;

import daka.rig.Prepared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Prepares the virtual Pi.
public final class Preparation {
  /// The folder of the scripts, as seen from the project's own.
  public static final Path SCRIPTS = Path.of("src", "rig", "virtual-pi");

  private Preparation() {}

  /// Prepares it, or finds it prepared. Downloads 300 MB at the first time.
  ///
  /// @throws IOException if something failed that should work on this host
  public static Prepared prepare() throws IOException, InterruptedException {
    return prepare(Map.of());
  }

  /// @param environment set for the scripts beside what this program has, such as `DAKA_VIRTUAL_PI`
  /// @throws IOException if something failed that should work on this host
  public static Prepared prepare(Map<String, String> environment)
      throws IOException, InterruptedException {
    return Prepared.by(SCRIPTS, environment);
  }
}
