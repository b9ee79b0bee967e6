package daka.store.file;

import daka.health.Part;
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
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The folder a kiosk keeps its data in, locked for one kiosk.
public final class DataFolder implements AutoCloseable {
  private static final String LOCK = "daka.lock";
  private static final int NAMED = 8;

  private final Path path;
  private final FileChannel lock;
  private final PrivateFiles.Closed closed;

  private DataFolder(Path path, FileChannel lock, PrivateFiles.Closed closed) {
    this.path = path;
    this.lock = lock;
    this.closed = closed;
  }

  /// Makes the folder if it is missing, takes from other users what they may do in it, and locks
  /// it.
  ///
  /// @throws StoreException if that cannot be done; the message names the cure
  public static DataFolder open(Path path) {
    FileChannel channel = null;
    try {
      make(path);
      PrivateFiles.Closed closed = new PrivateFiles(path, PrivateFiles.ours()).close();
      if (closed.folder()) {
        Logger.warn("other users could enter {} until now", path);
      }
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
      return new DataFolder(path, channel, closed);
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

  /// How the folder is kept from other users. While the folder itself was closed, nobody could read
  /// the files in it, whatever their own permissions were.
  public Part health() {
    if (!closed.folder()) {
      return Part.ok("files", "only the kiosk's user may enter " + path);
    }
    List<Path> files = closed.files();
    String could =
        files.isEmpty()
            ? "could enter "
            : files.stream()
                    .limit(NAMED)
                    .map(Path::toString)
                    .collect(Collectors.joining(", ", "could read ", ""))
                + (files.size() > NAMED ? " and more in " : " in ");
    return Part.warning(
        "files",
        "until this start other users of this machine " + could + path + "; they no longer can",
        "If somebody did who should not, make new tokens and PINs, and delete the folder lan-tls"
            + " for a new certificate. This warning goes with the next start.");
  }

  /// Unlocks the folder.
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
