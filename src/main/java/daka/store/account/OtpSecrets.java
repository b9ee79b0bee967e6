package daka.store.account;

import daka.checkin.CardDigests;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The secrets of second factors as they are kept: sealed by AES-256-GCM under a key that is made
/// from the kiosk's own secret, each for its account alone.
final class OtpSecrets {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final CardDigests fingerprints;

  OtpSecrets(CardDigests fingerprints) {
    this.fingerprints = fingerprints;
  }

  String seal(long account, byte[] secret) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, account, nonce).doFinal(secret);
      byte[] both = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
      return HexFormat.of().formatHex(both);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM, which every Java must have", e);
    }
  }

  /// The secret, or empty if it was sealed under another secret of the kiosk, or is damaged.
  Optional<byte[]> open(long account, String sealed) {
    try {
      byte[] both = HexFormat.of().parseHex(sealed);
      byte[] nonce = Arrays.copyOf(both, NONCE);
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, account, nonce)
              .doFinal(both, NONCE, Math.max(0, both.length - NONCE)));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, long account, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec key = new SecretKeySpec(fingerprints.salt("one-time passwords"), "AES");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(account).array());
    return cipher;
  }
}
