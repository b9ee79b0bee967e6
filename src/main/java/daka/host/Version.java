package daka.host;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The version of this program, from the manifest of its jar.
public final class Version {
  public static final String OF_PROGRAM = of(Version.class.getPackage().getImplementationVersion());

  private Version() {}

  /// A file beside the jar, which need not be there.
  public static Path besideJar(String name) {
    try {
      URI program = Version.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(program).resolveSibling(name);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the program lies at no address that can be read", e);
    }
  }

  private static String of(@Nullable String manifest) {
    return manifest == null ? "unreleased" : manifest;
  }
}
