package daka.store.account;

import daka.checkin.CardDigests;
import daka.store.register.SlowHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.HexFormat;

/// Slow hashes of passwords; see [SlowHash]. Each has a salt of its own, which stands beside it and
/// is worth nothing without the kiosk's secret. A password is hashed in Unicode's form NFKC, so
/// that it is the same from every keyboard.
///
/// One takes a tenth of a second or more and waits for others: nobody who holds a transaction may
/// ask here. Safe for use by several threads.
public final class PasswordHashes {
  private static final int SALT = 16;

  private final SecureRandom random = new SecureRandom();
  private final SlowHash slow;

  public PasswordHashes(CardDigests fingerprints) {
    this.slow = new SlowHash(fingerprints);
  }

  /// A password as it is compared.
  static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  /// A new hash, with a new salt.
  String of(String password) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    return of(HexFormat.of().formatHex(salt), password);
  }

  private String of(String salt, String password) {
    return salt + ":" + slow.ofPassword(salt, normal(password));
  }

  /// Whether the password is the one that was hashed. It takes as long for a hash of nobody.
  ///
  /// @param hash as it was made here; empty if there is none to compare with
  boolean fits(String password, String hash) {
    int end = hash.indexOf(':');
    String computed = of(end < 0 ? "nobody" : hash.substring(0, end), password);
    return MessageDigest.isEqual(
        computed.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }
}
