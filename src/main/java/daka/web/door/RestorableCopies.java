package daka.web.door;

import daka.store.copies.SealedCopy;
import daka.web.http.Precondition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The copies that can be restored at the kiosk: that of the night, the one that was brought by the
/// office, and those that lie on what is plugged in, not in a folder there.
///
/// @param nightly where the first lies, if there is one
/// @param brought where the second lies, if there is one
/// @param sticks the folders in which what is plugged in is mounted
public record RestorableCopies(Path nightly, Path brought, Supplier<List<Path>> sticks) {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST = 50;

  /// Where a copy comes from.
  enum Source {
    NIGHTLY,
    BROUGHT,
    STICK
  }

  /// @param name of the file; on a stick behind the stick's own
  /// @param bytes how long it is
  /// @param changed when the file was last changed, in milliseconds since 1970
  /// @param sealed whether it has to be opened with its passphrase first
  record Found(Source source, String name, Path file, long bytes, long changed, boolean sealed) {
    /// Another for another file, and for one that was changed.
    String id() {
      return Precondition.tagOf(List.of(file.toString(), bytes, changed));
    }
  }

  /// The one that was brought; null if there is none.
  @Nullable Found findBrought() {
    List<Found> found = new ArrayList<>();
    add(found, Source.BROUGHT, brought, "");
    return found.isEmpty() ? null : found.getFirst();
  }

  /// Those there are now. Nothing is read of them but their first bytes.
  List<Found> find() {
    List<Found> found = new ArrayList<>();
    add(found, Source.BROUGHT, brought, "");
    add(found, Source.NIGHTLY, nightly, "");
    for (Path stick : sticks.get()) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(stick)) {
        for (Path file : files) {
          add(found, Source.STICK, file, stick.getFileName() + "/");
        }
      } catch (IOException | RuntimeException e) {
        Logger.warn("{} cannot be looked through: {}", stick, e.getMessage());
      }
    }
    return found.stream().limit(MOST).toList();
  }

  private static void add(List<Found> found, Source source, Path file, String before) {
    try {
      boolean sealed = Files.isRegularFile(file) && SealedCopy.isSealed(file);
      if (sealed || (Files.isRegularFile(file) && isDatabase(file))) {
        found.add(
            new Found(
                source,
                before + file.getFileName(),
                file,
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis(),
                sealed));
      }
    } catch (IOException _) {
      // One that cannot be read is none that could be restored.
    }
  }

  private static boolean isDatabase(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }
}
