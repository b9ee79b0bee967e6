package daka.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The folder a kiosk keeps its data in, locked for one kiosk.
public final class DataFolder implements AutoCloseable {
  private static final String LOCK = "daka.lock";

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Makes the folder if it is missing, readable by its owner only, and locks it.
  ///
  /// @throws StoreException if that cannot be done; the message names the cure
  public static DataFolder open(Path path) {
    FileChannel channel = null;
    try {
      make(path);
      channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StoreException(
            "the data folder "
                + path
                + " is in use by another kiosk: stop that one, or give this one a folder of its own"
                + " by `data` in the config");
      }
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new StoreException("cannot use the data folder " + path + ": " + cure(path, e), e);
    }
  }

  private static void make(Path path) throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new FileSystemException(path.toString(), null, "Not a directory");
    }
    if (!Files.exists(path)) {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  private static String cure(Path path, IOException e) {
    String reason = e instanceof FileSystemException f ? String.valueOf(f.getReason()) : "";
    if (e instanceof AccessDeniedException) {
      return "permission denied. Give it to the user the kiosk runs as: chown -R USER " + path;
    }
    return switch (reason) {
      case "Read-only file system" ->
          "the disk is read-only. Check the SD card for errors, and mount it for writing";
      case "No space left on device" -> "the disk is full. Make space, then start again";
      case "Not a directory" -> "there is a file in its place. Move the file away";
      default -> e + ". Make the folder, or name another by `data` in the config";
    };
  }

  public Path path() {
    return path;
  }

  /// Unlocks the folder.
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
