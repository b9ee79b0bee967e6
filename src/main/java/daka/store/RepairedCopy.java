package daka.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// A copy of a database that has lost what its tables are and where, or all of its pages but those
/// in the log.
///
/// Two databases made by the same statements have their tables at the same pages, so the first page
/// of a new one serves, and those the first one leads to. Should they not fit, what is read by them
/// does not pass the checks that follow.
final class RepairedCopy {
  private static final int PAGE = 4096;

  private RepairedCopy() {}

  /// A file that is shorter than an empty database is filled up with zeros: a first page that names
  /// tables beyond the end could not be opened at all.
  ///
  /// @return the copy, made with the schema of the replacement's still empty part
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
    try (FileChannel source = FileChannel.open(replacement.part());
        FileChannel target = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      if (target.size() < least) {
        target.write(ByteBuffer.allocate(1), least - 1);
      }
      ByteBuffer first = page(source, 1);
      for (int child : children(first)) {
        target.write(page(source, child), (child - 1L) * PAGE);
      }
      target.write(asFirstPageOf(target.size() / PAGE, first), 0);
    }
    return copy;
  }

  private static ByteBuffer page(FileChannel source, int number) throws IOException {
    ByteBuffer page = ByteBuffer.allocate(PAGE);
    source.read(page, (number - 1L) * PAGE);
    return page.clear();
  }

  /// The pages of the schema that the first one leads to; see "B-tree Pages" in SQLite's file
  /// format. A schema with more than two levels would need a hundred tables.
  private static List<Integer> children(ByteBuffer first) {
    if (first.get(100) != 5) {
      return List.of();
    }
    List<Integer> children = new ArrayList<>(List.of(first.getInt(108)));
    for (int cell = 0; cell < first.getShort(103); cell++) {
      children.add(first.getInt(first.getShort(112 + 2 * cell)));
    }
    return children;
  }

  /// See "The Database Header" in SQLite's file format.
  private static ByteBuffer asFirstPageOf(long pages, ByteBuffer page) {
    page.put(18, (byte) 2).put(19, (byte) 2);
    page.putInt(28, (int) pages);
    page.putInt(32, 0).putInt(36, 0);
    page.putInt(92, page.getInt(24));
    return page.clear();
  }
}
