package daka.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A copy of a database that has lost its first page, which says where its tables are, or all of
/// its pages but those in the log.
///
/// Two databases made by the same statements have their tables at the same pages, so the first page
/// of a new one serves. Should it not fit, what is read by it does not pass the checks that follow.
final class RepairedCopy {
  private static final int PAGE = 4096;

  private RepairedCopy() {}

  /// A file that is shorter than an empty database is filled up with zeros: a first page that names
  /// tables beyond the end could not be opened at all.
  ///
  /// @return the copy, made with the first page of the replacement's still empty part
  static Path make(Path file, Replacement replacement) throws IOException {
    Path copy = replacement.copy();
    Path log = Path.of(file + "-wal");
    if (Files.exists(file) && Files.size(file) >= PAGE) {
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.copy(replacement.part(), copy, StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(log)) {
      Files.copy(log, Path.of(copy + "-wal"), StandardCopyOption.REPLACE_EXISTING);
    }
    long least = Files.size(replacement.part());
    try (FileChannel target = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      if (target.size() < least) {
        target.write(ByteBuffer.allocate(1), least - 1);
      }
      target.write(firstPage(replacement.part(), target.size() / PAGE), 0);
    }
    return copy;
  }

  /// See "The Database Header" in SQLite's file format.
  private static ByteBuffer firstPage(Path template, long pages) throws IOException {
    ByteBuffer page = ByteBuffer.allocate(PAGE);
    try (FileChannel source = FileChannel.open(template)) {
      source.read(page);
    }
    page.put(18, (byte) 2).put(19, (byte) 2);
    page.putInt(28, (int) pages);
    page.putInt(32, 0).putInt(36, 0);
    page.putInt(92, page.getInt(24));
    return page.clear();
  }
}
