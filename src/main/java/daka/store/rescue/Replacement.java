package daka.store.rescue;

import daka.store.file.Database;
import daka.store.file.HeadMark;
import daka.store.file.TableMap;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Puts another database in the place of the one there is, so that a power cut at any moment leaves
/// either the old database alone or a replacement that [#finish] completes.
///
/// The new file is built as `daka-STAMP.part`. Once whole it is renamed to `daka-STAMP.ready`,
/// which decides that it is the one. Then the old file and its log become
/// `daka-STAMP.replaced.db…`, and the new one gets the name of the database.
///
/// @param stamp when, in UTC; unique in the folder
record Replacement(Path folder, String stamp) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String READY = ".ready";

  /// A replacement under a stamp that no file of the folder has: the clock of a Raspberry Pi may
  /// have shown this time before.
  static Replacement at(Path folder, Instant now) throws IOException {
    Instant time = now.truncatedTo(ChronoUnit.SECONDS);
    while (!matching(folder, "daka-" + STAMP.format(time) + ".*").isEmpty()) {
      time = time.plusSeconds(1);
    }
    return new Replacement(folder, STAMP.format(time));
  }

  /// Completes a replacement that was decided, and clears away one that was not.
  static void finish(Path folder) throws IOException {
    for (Path ready : matching(folder, "daka-*" + READY)) {
      String name = ready.getFileName().toString();
      new Replacement(folder, name.substring("daka-".length(), name.length() - READY.length()))
          .swap();
    }
    for (Path part : matching(folder, "daka-*.part*")) {
      Files.delete(part);
    }
  }

  Path part() {
    return folder.resolve("daka-" + stamp + ".part");
  }

  /// A further file to work on, cleared away like the part.
  Path copy() {
    return folder.resolve("daka-" + stamp + ".part-copy");
  }

  /// The name under which the old database is kept.
  Path replaced() {
    return folder.resolve("daka-" + stamp + ".replaced.db");
  }

  /// The part is whole: it becomes the database.
  void complete() throws IOException {
    try (FileChannel file = FileChannel.open(part(), java.nio.file.StandardOpenOption.WRITE)) {
      file.force(true);
    }
    Files.move(part(), ready(), StandardCopyOption.ATOMIC_MOVE);
    sync(folder);
    swap();
    finish(folder);
  }

  private void swap() throws IOException {
    HeadMark.forget(folder);
    TableMap.forget(folder);
    for (String suffix : List.of("", "-wal", "-shm")) {
      Path old = folder.resolve(Database.FILE + suffix);
      if (Files.exists(old)) {
        Files.move(old, Path.of(replaced() + suffix), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    sync(folder);
    Files.move(ready(), folder.resolve(Database.FILE), StandardCopyOption.ATOMIC_MOVE);
    sync(folder);
  }

  private Path ready() {
    return folder.resolve("daka-" + stamp + READY);
  }

  /// Has the names in a folder be on the disk.
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }

  private static List<Path> matching(Path folder, String glob) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
      return java.util.stream.StreamSupport.stream(files.spliterator(), false).toList();
    }
  }
}
