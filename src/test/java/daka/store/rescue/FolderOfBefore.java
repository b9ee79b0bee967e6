package daka.store.rescue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Data folders of the version that kept no map, with 281 entries of one life: `sound` of a kiosk
/// that was stopped, and `damaged` of the same kiosk cut off, its header noise and one page of its
/// journal zeros.
public final class FolderOfBefore {
  private FolderOfBefore() {}

  /// Unpacks one into a new folder below this one.
  public static Path unpack(String name, Path below) throws IOException {
    Path to = Files.createDirectory(below.resolve(name));
    try (InputStream in =
            FolderOfBefore.class.getResourceAsStream("before-the-map/" + name + ".zip");
        ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(in))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, to.resolve(entry.getName()));
      }
    }
    return to;
  }
}
