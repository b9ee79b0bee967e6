package daka.store;

import java.io.IOException;
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
/// damaged counts as none. Used by one thread at a time.
final class HeadMark implements AutoCloseable {
  private static final String FILE = "daka.head";

  private final Path file;
  private @Nullable RandomAccessFile open;
  private boolean failed;

  /// @param folder the data folder
  HeadMark(Path folder) {
    this.file = folder.resolve(FILE);
  }

  /// The number of the last entry that is known to have been committed; 0 if none is.
  static long read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    if (bytes.length != 2 * Long.BYTES) {
      return 0;
    }
    ByteBuffer mark = ByteBuffer.wrap(bytes);
    long number = mark.getLong();
    return number == ~mark.getLong() && number > 0 ? number : 0;
  }

  /// Another database takes the place of the one that is marked.
  static void forget(Path folder) throws IOException {
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
      to.write(ByteBuffer.allocate(2 * Long.BYTES).putLong(number).putLong(~number).array());
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
