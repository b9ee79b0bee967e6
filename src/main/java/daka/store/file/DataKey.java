package daka.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/// The key that seals the key files of the data folder, so that whoever has the card they are on
/// has nothing without it: AES-256-GCM (NIST SP 800-38D) under a key that HKDF (RFC 5869) makes of
/// it. It is kept elsewhere, and nothing that is written to the data folder or to a copy holds it.
///
/// A sealed file is [#MARK], 12 bytes that are never used twice, and what the cipher made of the
/// key and its name. Files that are not sealed are read as they are, so a kiosk can be given a data
/// key at any time. Safe for use by several threads.
public final class DataKey {
  /// There is none: key files stay as they are.
  public static final DataKey NONE = new DataKey(null);

  /// How much a secret must hold at least, in bytes or in characters.
  public static final int LEAST = 32;

  private static final byte[] MARK = "daka sealed 1\n".getBytes(UTF_8);
  private static final byte[] PURPOSE = "daka data key 1".getBytes(UTF_8);
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final @Nullable SecretKey key;

  private DataKey(@Nullable SecretKey key) {
    this.key = key;
  }

  /// @param secret bytes, or text, at whose end white space does not count
  /// @throws IllegalArgumentException if it is shorter than [#LEAST]
  public static DataKey of(byte[] secret) {
    byte[] used = isText(secret) ? new String(secret, UTF_8).strip().getBytes(UTF_8) : secret;
    if (used.length < LEAST) {
      throw new IllegalArgumentException(
          "a data key has at least %d bytes or characters, and this has %d"
              .formatted(LEAST, used.length));
    }
    try {
      return new DataKey(
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  "AES", HKDFParameterSpec.ofExtract().addIKM(used).thenExpand(PURPOSE, 32)));
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  private static boolean isText(byte[] secret) {
    for (byte b : secret) {
      if ((b < ' ' && b != '\n' && b != '\r' && b != '\t') || b == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /// Whether there is one.
  public boolean seals() {
    return key != null;
  }

  static boolean isSealed(byte[] stored) {
    return stored.length > MARK.length
        && Arrays.equals(stored, 0, MARK.length, MARK, 0, MARK.length);
  }

  /// What to store of a key.
  ///
  /// @param name what the key is for: sealed as one thing it cannot be opened as another
  byte[] seal(String name, byte[] plain) {
    if (key == null) {
      return plain;
    }
    byte[] nonce = new byte[NONCE];
    new SecureRandom().nextBytes(nonce);
    try {
      byte[] sealed = cipher(key, Cipher.ENCRYPT_MODE, nonce, name).doFinal(plain);
      byte[] stored = Arrays.copyOf(MARK, MARK.length + NONCE + sealed.length);
      System.arraycopy(nonce, 0, stored, MARK.length, NONCE);
      System.arraycopy(sealed, 0, stored, MARK.length + NONCE, sealed.length);
      return stored;
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /// The key that was stored, sealed or not.
  ///
  /// @throws IOException if it is sealed and this does not open it; the message names the cure
  byte[] open(String name, byte[] stored) throws IOException {
    if (!isSealed(stored)) {
      return stored;
    }
    if (key == null) {
      throw new IOException(
          "is sealed under a data key: say by `key` in [data] of the config where that is");
    }
    int begin = MARK.length + NONCE;
    if (stored.length < begin + TAG_BITS / 8) {
      throw new IOException("is cut short: take it from a backup");
    }
    byte[] nonce = Arrays.copyOfRange(stored, MARK.length, begin);
    try {
      return cipher(key, Cipher.DECRYPT_MODE, nonce, name)
          .doFinal(stored, begin, stored.length - begin);
    } catch (AEADBadTagException e) {
      throw new IOException(
          "is sealed under another data key than the one of [data] in the config, or is damaged:"
              + " bring that one back, or take the file from a backup",
          e);
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  private static Cipher cipher(SecretKey key, int mode, byte[] nonce, String name)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(UTF_8));
    return cipher;
  }

  private static IllegalStateException broken(GeneralSecurityException e) {
    return new IllegalStateException("this Java lacks AES-GCM or HKDF, which every Java 25 has", e);
  }
}
