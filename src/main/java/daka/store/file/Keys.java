package daka.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Secrets of 32 bytes in files of the data folder that only the kiosk's user can read, sealed if
/// there is a [DataKey]. They stand beside the database and not in it, so that a damaged database
/// does not take them along.
public final class Keys {
  /// The file of the secret that cards are fingerprinted with.
  public static final String CARD = "card.key";

  /// The file of the key that pseudonyms are made with, if the town has not given one.
  public static final String TOWN = "town.key";

  /// All of them.
  public static final List<String> ALL = List.of(CARD, TOWN);

  private static final String REPLACED = ".replaced";
  private static final int BYTES = 32;

  private Keys() {}

  /// Reads the key, or makes it at the first start. One that is not sealed is, if there is a data
  /// key.
  ///
  /// @throws IOException if it can neither be read nor made, is cut short, or is sealed under
  ///   another data key
  public static byte[] readOrMake(Path folder, String name, DataKey dataKey) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      byte[] key = new byte[BYTES];
      new SecureRandom().nextBytes(key);
      write(file, name, key, dataKey);
    }
    byte[] key = read(file, name, dataKey);
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
    seal(file, name, dataKey);
    seal(folder.resolve(name + REPLACED), name, dataKey);
    return key;
  }

  /// Reads a secret, sealed or not.
  ///
  /// @param name what it is for, see [DataKey#seal]
  public static byte[] read(Path file, String name, DataKey dataKey) throws IOException {
    try {
      return dataKey.open(name, Files.readAllBytes(file));
    } catch (java.nio.file.FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("the key " + file + " " + e.getMessage(), e);
    }
  }

  /// Whether this folder has a key that a data key would seal.
  public static boolean anyUnsealed(Path folder) throws IOException {
    for (String name : ALL) {
      for (Path file : List.of(folder.resolve(name), folder.resolve(name + REPLACED))) {
        if (Files.exists(file) && !DataKey.isSealed(Files.readAllBytes(file))) {
          return true;
        }
      }
    }
    return false;
  }

  /// Seals a secret that is not, if there is a data key. What stood in the file is overwritten as
  /// far as the disk lets it be.
  public static void seal(Path file, String name, DataKey dataKey) throws IOException {
    if (!dataKey.seals() || !Files.exists(file)) {
      return;
    }
    byte[] plain = Files.readAllBytes(file);
    if (DataKey.isSealed(plain)) {
      return;
    }
    try (FileChannel old = FileChannel.open(file, StandardOpenOption.WRITE)) {
      write(file, name, plain, dataKey);
      old.write(ByteBuffer.allocate(plain.length), 0);
      old.force(true);
    }
  }

  /// Seals a folder's keys under another data key, or opens them for good. Done again it does the
  /// same, so a power cut in between does no harm.
  ///
  /// @param to [DataKey#NONE] to open them
  /// @return how many were changed
  public static int reseal(Path folder, DataKey from, DataKey to) throws IOException {
    int changed = 0;
    for (String name : ALL) {
      for (Path file : List.of(folder.resolve(name), folder.resolve(name + REPLACED))) {
        changed += Files.exists(file) && reseal(file, name, from, to) ? 1 : 0;
      }
    }
    return changed;
  }

  /// Seals one file under another data key.
  ///
  /// @return false if it is already
  public static boolean reseal(Path file, String name, DataKey from, DataKey to)
      throws IOException {
    byte[] stored = Files.readAllBytes(file);
    if (DataKey.isSealed(stored) == to.seals() && opens(to, name, stored)) {
      return false;
    }
    write(file, name, read(file, name, from), to);
    return true;
  }

  private static boolean opens(DataKey dataKey, String name, byte[] stored) {
    try {
      dataKey.open(name, stored);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// Makes what was stored of a key the one that is. Another that was there is kept beside it.
  public static void replace(Path folder, String name, byte[] stored) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), stored)) {
      Files.move(file, folder.resolve(name + REPLACED), StandardCopyOption.REPLACE_EXISTING);
    }
    write(file, stored);
  }

  /// The SHA-256 of each key as it stands in its file, by its name, for [#takeBack].
  public static Map<String, String> hashes(Path folder) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (String name : ALL) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        hashes.put(name, hash(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Makes the key again what it was before [#replace], if it was replaced. Done again it does the
  /// same.
  ///
  /// @param hash of the key before, as [#hashes] told it
  public static void takeBack(Path folder, String name, String hash) throws IOException {
    Path replaced = folder.resolve(name + REPLACED);
    if (Files.exists(replaced)) {
      byte[] before = Files.readAllBytes(replaced);
      if (hash(before).equals(hash)) {
        write(folder.resolve(name), before);
      }
    }
  }

  /// Writes a secret, sealed if there is a data key.
  public static void write(Path file, String name, byte[] plain, DataKey dataKey)
      throws IOException {
    write(file, dataKey.seal(name, plain));
  }

  /// Writes it all and syncs it before it gets its name: a power cut leaves all or nothing.
  private static void write(Path file, byte[] stored) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(stored));
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }
}
