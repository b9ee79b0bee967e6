package daka.pi;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/// Where the native libraries of Pi4J and JNA are, if they were unpacked beside the program
/// (`lib/native`). Without this both unpack them to the folder for temporary files at every start,
/// which may be mounted noexec, and leave them there when the plug is pulled.
final class Natives {
  private static final String PI4J = "pi4j.library.path";
  private static final String JNA = "jna.boot.library.path";

  /// Keeps JNA from a library that the system may have, which need not be of its version.
  private static final String JNA_OWN = "jna.nosys";

  private Natives() {}

  /// Must be called before Pi4J is.
  static void find() {
    CodeSource program = Natives.class.getProtectionDomain().getCodeSource();
    if (program == null) {
      return;
    }
    Path folder = besides(program);
    use(PI4J, folder, "libpi4j-gpiod.so");
    use(JNA, folder, "libjnidispatch.so");
    System.setProperty(JNA_OWN, "true");
  }

  private static void use(String property, Path folder, String library) {
    if (System.getProperty(property) == null && Files.exists(folder.resolve(library))) {
      System.setProperty(property, folder.toString());
    }
  }

  private static Path besides(CodeSource program) {
    try {
      return Path.of(program.getLocation().toURI())
          .resolveSibling("lib")
          .resolve("native")
          .resolve(System.getProperty("os.arch", ""));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the program is at no place: " + program, e);
    }
  }
}
