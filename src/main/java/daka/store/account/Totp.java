package daka.store.account;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time passwords (RFC 6238) as every app for them makes them: HMAC-SHA-1, steps of
/// 30 seconds, six digits. The clock of the telephone may be a step ahead or behind.
public final class Totp {
  private static final int SECRET = 20;
  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 1_000_000;
  private static final int DRIFT = 1;
  private static final Pattern FORM = Pattern.compile("[0-9]{6}");
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  /// A new secret of 160 random bits.
  public static byte[] newSecret() {
    byte[] secret = new byte[SECRET];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  /// The step of time whose code this is.
  ///
  /// @param after no step up to this one is looked at: its code was used
  /// @return empty if it is the code of no step near `now`
  public static OptionalLong step(byte[] secret, String code, Instant now, long after) {
    String typed = code.strip().replace(" ", "");
    if (!FORM.matcher(typed).matches()) {
      return OptionalLong.empty();
    }
    long middle = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    OptionalLong found = OptionalLong.empty();
    for (long step = middle - DRIFT; step <= middle + DRIFT; step++) {
      if (step > after && found.isEmpty() && code(secret, step).equals(typed)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /// The six digits of a moment.
  public static String code(byte[] secret, Instant at) {
    return code(secret, Math.floorDiv(at.getEpochSecond(), STEP_SECONDS));
  }

  private static String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int at = hash[hash.length - 1] & 0xF;
      int number = ByteBuffer.wrap(hash, at, Integer.BYTES).getInt() & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%06d", number % DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA1, which every Java must have", e);
    }
  }

  /// A secret as people type it into an app: base 32 without padding (RFC 4648).
  public static String base32(byte[] secret) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte next : secret) {
      held = (held << Byte.SIZE) | (next & 0xFF);
      bits += Byte.SIZE;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt((held >> bits) & 31));
      }
      held &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(BASE32.charAt((held << (5 - bits)) & 31));
    }
    return text.toString();
  }
}
