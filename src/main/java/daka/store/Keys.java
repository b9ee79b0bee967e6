package daka.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;

/// Secrets of 32 bytes in files of the data folder that only the kiosk's user can read. They stand
/// beside the database and not in it, so that a damaged database does not take them along.
public final class Keys {
  /// The file of the secret that cards are fingerprinted with.
  public static final String CARD = "card.key";

  /// The file of the key that pseudonyms are made with, if the town has not given one.
  public static final String TOWN = "town.key";

  private static final int BYTES = 32;

  private Keys() {}

  /// Reads the key, or makes it at the first start.
  ///
  /// @throws IOException if it can neither be read nor made, or is cut short
  public static byte[] readOrMake(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      make(file);
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length < BYTES) {
      throw new IOException(
          "the key "
              + file
              + " has "
              + key.length
              + " bytes instead of "
              + BYTES
              + ": restore it from a backup, else no registered card will be known");
    }
    return key;
  }

  /// Makes a key this one. Another that was there is kept beside it.
  static void replace(Path folder, String name, byte[] key) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), key)) {
      Files.move(file, folder.resolve(name + ".replaced"), StandardCopyOption.REPLACE_EXISTING);
    }
    write(file, key);
  }

  private static void make(Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    write(file, key);
  }

  /// Writes the whole key and syncs it before it gets its name: a power cut leaves all or nothing.
  private static void write(Path file, byte[] key) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(key));
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }
}
