package daka.store.file;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/// Where SQLite's native library is, if it was unpacked beside the program (`lib/native`).
///
/// Without this the driver asks other programs what machine this is, unpacks the library to the
/// folder for temporary files at every start, and leaves it there when the plug is pulled.
public final class NativeLibrary {
  private static final String FOLDER = "org.sqlite.lib.path";

  private NativeLibrary() {}

  /// Must be called before the first connection is opened. Where nothing was unpacked, the driver
  /// does it.
  public static void find() {
    CodeSource program = NativeLibrary.class.getProtectionDomain().getCodeSource();
    if (System.getProperty(FOLDER) == null && program != null) {
      Path folder = besides(program);
      if (Files.isDirectory(folder)) {
        System.setProperty(FOLDER, folder.toString());
      }
    }
  }

  private static Path besides(CodeSource program) {
    String arch = System.getProperty("os.arch", "");
    try {
      return Path.of(program.getLocation().toURI())
          .resolveSibling("lib")
          .resolve("native")
          .resolve(arch.equals("amd64") ? "x86_64" : arch);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the program is at no place: " + program, e);
    }
  }
}
