package daka;

import org.jspecify.annotations.Nullable;

/// The version of this program, from the manifest of its jar.
final class Version {
  static final String OF_PROGRAM = of(Version.class.getPackage().getImplementationVersion());

  private Version() {}

  private static String of(@Nullable String manifest) {
    return manifest == null ? "unreleased" : manifest;
  }
}
