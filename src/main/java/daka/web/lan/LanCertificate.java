package daka.web.lan;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// What the LAN's listener shows: its certificate, the key to it, and the root of the kiosk's own
/// that signed it. Whoever connects first compares the root's fingerprint with the one the kiosk
/// tells, and trusts the root from then on.
///
/// @param leaf the listener's own
/// @param key the key to `leaf`
/// @param root who signed it
public record LanCertificate(X509Certificate leaf, PrivateKey key, X509Certificate root) {
  static final String ALIAS = "lan";

  /// Holds the key for as long as the process runs, so there is nothing to keep secret from it.
  static final String IN_MEMORY = "in memory";

  /// SHA-256 over the root, as browsers and `openssl x509 -fingerprint -sha256` show it.
  public String fingerprint() {
    return fingerprint(root);
  }

  static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }

  /// When clients no longer take it.
  Instant end() {
    return leaf.getNotAfter().toInstant();
  }

  /// For the listener, under [#ALIAS] and [#IN_MEMORY].
  KeyStore keystore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          ALIAS, key, IN_MEMORY.toCharArray(), List.of(leaf, root).toArray(X509Certificate[]::new));
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a keystore in memory cannot be made", e);
    }
  }
}
