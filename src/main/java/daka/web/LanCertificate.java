package daka.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/// The key and certificate the LAN's listener shows, made at the first start. Nobody has signed it
/// but itself: whoever connects first compares its fingerprint with the one the kiosk tells.
///
/// They stand in the folder `lan-tls` of the data folder: a PKCS #12 store and the password it is
/// kept under, both readable by the kiosk's user only. Delete the folder to have new ones made.
public final class LanCertificate {
  static final String FOLDER = "lan-tls";
  static final String KEYSTORE = "lan.p12";
  static final String PASSWORD = "password";
  static final String ALIAS = "lan";

  private final Path keystore;
  private final String password;
  private final String fingerprint;

  private LanCertificate(Path keystore, String password, String fingerprint) {
    this.keystore = keystore;
    this.password = password;
    this.fingerprint = fingerprint;
  }

  /// Reads the certificate, or makes it at the first start.
  ///
  /// @param data the data folder
  /// @throws IOException if it can neither be read nor made
  public static LanCertificate readOrMake(Path data) throws IOException {
    Path folder = data.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      new LanCertificateMaker(LanNames.ofThisMachine()).make(data);
    }
    return read(folder);
  }

  private static LanCertificate read(Path folder) throws IOException {
    Path keystore = folder.resolve(KEYSTORE);
    try (InputStream in = Files.newInputStream(keystore)) {
      String password = Files.readString(folder.resolve(PASSWORD), US_ASCII).strip();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      byte[] certificate = store.getCertificate(ALIAS).getEncoded();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate);
      HexFormat form = HexFormat.ofDelimiter(":").withUpperCase();
      return new LanCertificate(keystore, password, form.formatHex(digest));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new IOException(
          "the LAN's certificate in %s cannot be read (%s): delete the folder to have a new one made"
              .formatted(folder, String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT)),
          e);
    }
  }

  Path keystore() {
    return keystore;
  }

  String password() {
    return password;
  }

  /// SHA-256 over the certificate, as browsers and `openssl x509 -fingerprint -sha256` show it.
  public String fingerprint() {
    return fingerprint;
  }
}
