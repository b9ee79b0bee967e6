package daka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What real centres sent: one input of each kind, as it came.
public final class FieldCases {
  private FieldCases() {}

  /// The bytes of a picture or a list.
  public static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(path(name));
  }

  /// The lines of a list in UTF-8, for the caller to change.
  public static List<String> lines(String name) throws IOException {
    return new ArrayList<>(Files.readAllLines(path(name)));
  }

  private static Path path(String name) {
    return Path.of("src", "test", "resources", "daka", "cases", name);
  }
}
