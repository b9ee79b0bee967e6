package daka.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Writes a file whole or not at all, whenever the power goes: beside it, to the disk, and then in
/// its place. Who may read it stays as it was; a new one is its owner's and that group's.
///
/// @param file no link
record WholeFile(Path file) {
  private static final String BEFORE = ".before";
  private static final String NEW = ".new";
  private static final Set<PosixFilePermission> OF_NEW =
      PosixFilePermissions.fromString("rw-r-----");

  /// Keeps what it held before, beside it.
  void keepBefore(byte[] bytes) throws IOException {
    put(file.resolveSibling(file.getFileName() + BEFORE), bytes);
  }

  void write(byte[] bytes) throws IOException {
    put(file, bytes);
  }

  private void put(Path place, byte[] bytes) throws IOException {
    Path beside = place.resolveSibling(place.getFileName() + NEW);
    try {
      Files.deleteIfExists(beside);
      Files.createFile(beside);
      Files.setPosixFilePermissions(
          beside, Files.exists(file) ? Files.getPosixFilePermissions(file) : OF_NEW);
      try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
      }
      Files.move(
          beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
    try (FileChannel folder = FileChannel.open(place.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }
}
