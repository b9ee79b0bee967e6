package daka.store.file;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Keeps a data folder from everybody but the user the kiosk runs as: nobody else may enter it or
/// read a file of it, be it the database, its log, a key or a copy. What others may do is taken
/// from them; what belongs to somebody else is refused, since its owner could give it back at any
/// time.
///
/// Root owns everything anyway, so folders below that root made, such as `lost+found` or recordings
/// copied there, are left as they are. Links below are not followed.
final class PrivateFiles {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final int ROOT = 0;
  private static final Path STATUS = Path.of("/proc/self/status");

  private final Path folder;
  private final int user;
  private final List<Path> files = new ArrayList<>();

  /// What others could do until it was taken from them.
  ///
  /// @param folder whether they could look into the folder, enter it or write there; while they
  ///   could not, nobody could read a file in it, whatever the permissions of the file were
  /// @param files what they could read or enter in it, by their paths in the folder
  record Closed(boolean folder, List<Path> files) {}

  /// @param folder that is there
  /// @param user the id of the user that everything has to belong to
  PrivateFiles(Path folder, int user) throws IOException {
    this.folder = folder.toRealPath();
    this.user = user;
  }

  /// The id of the user this process acts as, from the second number behind `Uid:` in proc(5).
  static int ours() throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("Uid:")) {
        return Integer.parseUnsignedInt(line.split("\\s+", -1)[2]);
      }
    }
    throw new IOException(STATUS + " does not say which user this is");
  }

  /// Takes from others what they may do with the folder and all in it.
  ///
  /// @throws StoreException if something belongs to somebody else, or the file system keeps no
  ///   permissions; the message names the cure
  Closed close() throws IOException {
    needOurs(folder);
    boolean open = restrict(folder);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes about)
              throws IOException {
            if (!path.equals(folder) && isOfRoot(path)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            close(path);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes about)
              throws IOException {
            if (about.isRegularFile() && !(isOfRoot(path) && isBelow(path))) {
              close(path);
            }
            return FileVisitResult.CONTINUE;
          }

          // A log that SQLite has just taken away is no failure.
          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
              throw e;
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return new Closed(open, List.copyOf(files));
  }

  private void close(Path path) throws IOException {
    needOurs(path);
    if (restrict(path)) {
      files.add(folder.relativize(path));
    }
  }

  private boolean isOfRoot(Path path) throws IOException {
    return user != ROOT && owner(path) == ROOT;
  }

  private boolean isBelow(Path file) {
    return !folder.equals(file.getParent());
  }

  private void needOurs(Path path) throws IOException {
    if (owner(path) != user) {
      throw new StoreException(
          path
              + " belongs to the user "
              + Files.getOwner(path).getName()
              + ", and this program runs as another. Run it as that user (sudo -u "
              + Files.getOwner(path).getName()
              + " …), or give everything to the kiosk's user: chown -R USER "
              + folder);
    }
  }

  private static int owner(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid");
  }

  /// Whether others could do anything with it before.
  private static boolean restrict(Path path) throws IOException {
    Set<PosixFilePermission> had = Files.getPosixFilePermissions(path);
    Set<PosixFilePermission> keep = EnumSet.noneOf(PosixFilePermission.class);
    keep.addAll(had);
    keep.retainAll(FOLDER);
    if (had.equals(keep)) {
      return false;
    }
    Files.setPosixFilePermissions(path, keep);
    if (!Files.getPosixFilePermissions(path).equals(keep)) {
      throw new StoreException(
          path
              + " can be read by other users, and its file system keeps no permissions: put the"
              + " data on one that does, such as ext4");
    }
    return true;
  }
}
