package daka.web.lan;

import static java.nio.charset.StandardCharsets.US_ASCII;

import daka.store.file.DataKey;
import daka.store.file.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/// The folder `lan-tls` of the data folder: two PKCS #12 stores, of the root and of what it signed,
/// and the password they are kept under. Only the kiosk's user can read them, and no copy of the
/// database has them: a kiosk on a new card makes a root of its own. Delete the folder to have a
/// new one made.
///
/// Each file is written and synced under another name before it gets its own: a power cut leaves
/// the old one or the new one.
final class LanFolder {
  static final String NAME = "lan-tls";
  static final String ROOT = "root.p12";
  static final String LEAF = "lan.p12";
  static final String PASSWORD = "password";

  private static final FileAttribute<?> MINE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> MY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path path;
  private final DataKey dataKey;

  /// @param data the data folder
  /// @param dataKey seals the password, and so the keys
  LanFolder(Path data, DataKey dataKey) {
    path = data.resolve(NAME);
    this.dataKey = dataKey;
  }

  Path path() {
    return path;
  }

  boolean hasRoot() {
    return Files.exists(path.resolve(ROOT));
  }

  boolean hasLeaf() {
    return Files.exists(path.resolve(LEAF));
  }

  /// A key and the certificates that belong to it.
  record Entry(PrivateKey key, X509Certificate certificate) {}

  /// @param file [#ROOT] or [#LEAF]
  /// @throws IOException if it is missing or damaged
  Entry read(String file) throws IOException {
    try (InputStream in = Files.newInputStream(path.resolve(file))) {
      char[] password = password().toCharArray();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      String alias = store.aliases().nextElement();
      if (store.getKey(alias, password) instanceof PrivateKey key
          && store.getCertificate(alias) instanceof X509Certificate certificate) {
        return new Entry(key, certificate);
      }
      throw new IOException("it holds no key");
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new IOException(
          "%s cannot be read (%s)"
              .formatted(path.resolve(file), e.getMessage() == null ? "it is damaged" : e),
          e);
    }
  }

  /// @param chain the certificate of the key, and who signed it
  void write(String file, PrivateKey key, X509Certificate... chain)
      throws IOException, GeneralSecurityException {
    make();
    char[] password = password().toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(LanCertificate.ALIAS, key, password, chain);
    replace(file, out -> store.store(out, password));
  }

  /// Makes the folder, with the password in it, before anything else is.
  private void make() throws IOException, GeneralSecurityException {
    if (!Files.isDirectory(path)) {
      Files.createDirectory(path, MY_FOLDER);
    }
    if (!Files.exists(path.resolve(PASSWORD))) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      byte[] text = HexFormat.of().formatHex(random).getBytes(US_ASCII);
      Keys.write(path.resolve(PASSWORD), NAME, text, dataKey);
    }
  }

  private String password() throws IOException {
    Path file = path.resolve(PASSWORD);
    Keys.seal(file, NAME, dataKey);
    return new String(Keys.read(file, NAME, dataKey), US_ASCII).strip();
  }

  /// Seals the password under another data key; see [Keys#reseal].
  static boolean reseal(Path data, DataKey from, DataKey to) throws IOException {
    Path file = data.resolve(NAME).resolve(PASSWORD);
    return Files.exists(file) && Keys.reseal(file, NAME, from, to);
  }

  private interface Content {
    void to(OutputStream out) throws IOException, GeneralSecurityException;
  }

  private void replace(String file, Content content) throws IOException, GeneralSecurityException {
    Path part = path.resolve(file + ".part");
    Files.deleteIfExists(part);
    Files.createFile(part, MINE);
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      content.to(Channels.newOutputStream(channel));
      channel.force(true);
    }
    Files.move(part, path.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    for (Path folder : List.of(path, path.toAbsolutePath().getParent())) {
      try (FileChannel channel = FileChannel.open(folder)) {
        channel.force(true);
      }
    }
  }
}
