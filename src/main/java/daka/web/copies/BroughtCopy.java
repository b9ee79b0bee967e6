package daka.web.copies;

import daka.store.copies.SealedCopy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The copy that somebody has brought to the kiosk by the office, for it to be restored there: one
/// file in the data folder, opened, which nobody restores without having looked at it. A further
/// one takes its place.
public final class BroughtCopy {
  private static final String FILE = "daka.brought.db";
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /// What the kiosk needs to go on committing beside it.
  private static final long SPARE = 64L << 20;

  private static final Duration KEPT = Duration.ofDays(1);

  private final Path folder;
  private final ReentrantLock writing = new ReentrantLock();

  /// @param folder the data folder
  public BroughtCopy(Path folder) {
    this.folder = folder;
  }

  /// Where it lies, once somebody has brought one.
  public Path file() {
    return folder.resolve(FILE);
  }

  /// Whether there is space for one of so many bytes.
  public boolean fits(long bytes) throws IOException {
    return Files.getFileStore(folder).getUsableSpace() > bytes + SPARE;
  }

  /// Takes it in: all of it, sound as it was sealed, or nothing.
  ///
  /// @param in all of the file; what is behind the copy is left
  /// @param passphrase null if it is not sealed
  /// @throws SealedCopy.WrongPassphraseException if another passphrase seals it
  /// @throws IOException if it cannot be opened, or was changed, or there is no space; the message
  ///   says which
  public void receive(InputStream in, @Nullable String passphrase) throws IOException {
    writing.lock();
    Path part = folder.resolve(FILE + ".part");
    try {
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (InputStream content = content(in, passphrase);
          OutputStream out = Files.newOutputStream(part)) {
        content.transferTo(out);
      }
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
      writing.unlock();
    }
  }

  private static InputStream content(InputStream in, @Nullable String passphrase)
      throws IOException {
    BufferedInputStream whole = new BufferedInputStream(in);
    whole.mark(MAGIC.length);
    byte[] begin = whole.readNBytes(MAGIC.length);
    whole.reset();
    if (Arrays.equals(begin, MAGIC)) {
      return whole;
    }
    if (passphrase == null) {
      throw new IOException("it is sealed, or no copy: send its passphrase first");
    }
    return SealedCopy.open(whole, passphrase);
  }

  /// Throws one away that nobody has restored for a day: it has all that the kiosk has, and what
  /// was deleted since.
  public void forget(Instant now) throws IOException {
    if (Files.exists(file())
        && Files.getLastModifiedTime(file()).toInstant().isBefore(now.minus(KEPT))) {
      drop();
    }
  }

  /// Throws it away.
  public void drop() throws IOException {
    writing.lock();
    try {
      Files.deleteIfExists(file());
    } finally {
      writing.unlock();
    }
  }
}
