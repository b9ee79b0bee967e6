package daka.store.rescue;

import daka.store.file.Database;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.random.RandomGenerator;

/// Damages a database as power cuts, dying cards and people do.
public final class Damager {
  static final int PAGE = 4096;

  /// A way to damage it.
  public enum Way {
    ZERO_PAGES,
    RANDOM_PAGES,
    FLIP_BYTES,
    FLIP_LOG_BYTES,
    TRUNCATE,
    RANDOM_HEADER,
    ZERO_FIRST_PAGE,
    EMPTY,
    DELETE,
    DELETE_LOG,
    TRUNCATE_LOG,
    FLIP_INDEX_BYTES,
    DELETE_INDEX
  }

  private final Path file;
  private final Path log;
  private final Path index;
  private final RandomGenerator random;

  /// @param folder the data folder
  public Damager(Path folder, RandomGenerator random) {
    this.file = folder.resolve(Database.FILE);
    this.log = folder.resolve(Database.FILE + "-wal");
    this.index = folder.resolve(Database.FILE + "-shm");
    this.random = random;
  }

  public void damage(Way way) throws IOException {
    switch (way) {
      case ZERO_PAGES -> pages(file, 1 + random.nextInt(8), false);
      case RANDOM_PAGES -> pages(file, 1 + random.nextInt(8), true);
      case FLIP_BYTES -> flip(file, 1 + random.nextInt(64));
      case FLIP_LOG_BYTES -> flip(log, 1 + random.nextInt(16));
      case TRUNCATE -> truncate(file);
      case RANDOM_HEADER -> fill(file, 0, 100, true);
      case ZERO_FIRST_PAGE -> fill(file, 0, PAGE, false);
      case EMPTY -> Files.write(file, new byte[0]);
      case DELETE -> Files.delete(file);
      case DELETE_LOG -> Files.deleteIfExists(log);
      case TRUNCATE_LOG -> truncate(log);
      case FLIP_INDEX_BYTES -> flip(index, 1 + random.nextInt(16));
      case DELETE_INDEX -> Files.deleteIfExists(index);
    }
  }

  private void pages(Path target, int count, boolean noise) throws IOException {
    int pages = (int) (Files.size(target) / PAGE);
    for (int i = 0; i < count; i++) {
      fill(target, (long) random.nextInt(pages) * PAGE, PAGE, noise);
    }
  }

  private void flip(Path target, int count) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    byte[] bytes = Files.readAllBytes(target);
    for (int i = 0; i < count && bytes.length > 0; i++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    Files.write(target, bytes);
  }

  private void truncate(Path target) throws IOException {
    if (Files.exists(target) && Files.size(target) > 0) {
      try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
        channel.truncate(random.nextLong(channel.size()));
      }
    }
  }

  private void fill(Path target, long at, int length, boolean noise) throws IOException {
    byte[] bytes = new byte[length];
    if (noise) {
      random.nextBytes(bytes);
    }
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), at);
    }
  }
}
