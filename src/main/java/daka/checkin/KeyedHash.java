package daka.checkin;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// HMAC-SHA-256 under one secret. Safe for use by several threads, of which none waits for another:
/// a list of residents asks for forty thousand while people tap, and its thread may be put aside in
/// the middle of one.
final class KeyedHash {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 16;

  private final SecretKeySpec key;

  /// One that nobody uses just now. Whoever finds none makes one.
  private final AtomicReference<@Nullable Mac> idle = new AtomicReference<>();

  /// @param secret of at least 16 bytes
  KeyedHash(byte[] secret) {
    if (secret.length < SHORTEST) {
      throw new IllegalArgumentException(
          "a fingerprint key must have at least 16 bytes, not " + secret.length);
    }
    key = new SecretKeySpec(secret, ALGORITHM);
    idle.set(mac());
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256, which every Java must have", e);
    }
  }

  /// The hash of a name, a zero byte and a text.
  byte[] of(byte[] name, byte[] text) {
    Mac found = idle.getAndSet(null);
    Mac mac = found == null ? mac() : found;
    mac.update(name);
    mac.update((byte) 0);
    byte[] hash = mac.doFinal(text);
    idle.set(mac);
    return hash;
  }
}
