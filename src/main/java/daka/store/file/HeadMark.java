package daka.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Remembers beside the database how far its journal had come, because SQLite cannot tell a log
/// that was damaged, cut off or deleted from one that ends there: it takes the commits up to the
/// damage, and says nothing of those behind it ("The WAL File Format", recovery).
///
/// Written after each commit and not synced: it costs no tap anything, and after a power cut it may
/// be behind. It is never ahead of what is committed, so a journal that ends before the mark has
/// lost entries. The number stands there twice, the second time inverted; a mark that is itself
/// damaged, or cannot be read, counts as none. Used by one thread at a time.
public final class HeadMark implements AutoCloseable {
  /// Its name in the data folder.
  public static final String FILE = "daka.head";

  private static final int BYTES = 2 * Long.BYTES;

  /// The last number that [daka.store.journal.EventWriter#sequence] has digits for. What is beyond
  /// was never written by a kiosk, and what counts on from it could overflow.
  private static final long MOST = 999_999_999_999L;

  private final Path file;
  private @Nullable RandomAccessFile open;
  private boolean failed;

  /// @param folder the data folder
  HeadMark(Path folder) {
    this.file = folder.resolve(FILE);
  }

  /// What stands in the file.
  ///
  /// @param number the number of the last entry that is known to have been committed; 0 if none is
  /// @param doubt why none is known although there is a mark; null if it is sound or there is none
  public record Found(long number, @Nullable String doubt) {
    /// There is no mark: beside a copy, for instance.
    public static final Found NONE = new Found(0, null);
  }

  /// The number of the last entry that is known to have been committed; 0 if none is.
  public static long read(Path folder) {
    Found found = find(folder);
    if (found.doubt() != null) {
      Logger.warn("{} is not used: {}", folder.resolve(FILE), found.doubt());
    }
    return found.number();
  }

  /// Reads the mark, whatever has become of it. An empty one is what a power cut leaves of one that
  /// was new, and counts as none.
  public static Found find(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Found.NONE;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BYTES + 1);
      return bytes.length == 0 ? Found.NONE : of(bytes);
    } catch (IOException e) {
      return new Found(0, "it cannot be read: " + e.getMessage());
    }
  }

  private static Found of(byte[] bytes) {
    if (bytes.length != BYTES) {
      return new Found(0, "it is damaged: it does not have %d bytes".formatted(BYTES));
    }
    ByteBuffer mark = ByteBuffer.wrap(bytes);
    long number = mark.getLong();
    if (number != ~mark.getLong()) {
      return new Found(0, "it is damaged: its two numbers do not agree");
    }
    if (number < 1 || number > MOST) {
      return new Found(0, "it is damaged: no entry has the number " + number);
    }
    return new Found(number, null);
  }

  /// Another database takes the place of the one that is marked.
  public static void forget(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  /// The journal is committed up to this number. A mark that cannot be written is done without.
  void set(long number) {
    try {
      RandomAccessFile to = open;
      if (to == null) {
        to = new RandomAccessFile(file.toFile(), "rw");
        open = to;
      }
      to.seek(0);
      to.write(ByteBuffer.allocate(BYTES).putLong(number).putLong(~number).array());
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        Logger.warn("could not mark the end of the journal in {}: {}", file, e.getMessage());
      }
      failed = true;
    }
  }

  @Override
  public void close() {
    RandomAccessFile to = open;
    if (to != null) {
      try {
        to.close();
      } catch (IOException e) {
        Logger.warn("could not close {}: {}", file, e.getMessage());
      }
    }
  }
}
