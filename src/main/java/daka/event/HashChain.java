package daka.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Each entry of the journal carries SHA-256 over the 32 bytes of the hash before it and its own
/// event in canonical JSON (RFC 8785), as UTF-8. A gap, a reorder or an edit breaks the chain from
/// there on.
///
/// The rule of what it covers: every attribute of the event, whether the reader knows it or not,
/// but those whose names begin with `hash`, which are about the chain itself. So an event may gain
/// attributes, and the chain may, and a proof that was written before goes on holding.
public final class HashChain {
  /// The characters of two hashes in hexadecimal, and of their names.
  private static final int EXTENSIONS = 160;

  private HashChain() {}

  public static byte[] next(byte[] before, String event) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(before);
      return sha256.digest(event.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
    }
  }

  /// The event as others get it: with its hash and the one before as extension attributes.
  ///
  /// @param before the hash of the entry before, or null if it was lost with a damaged database
  public static String publish(String event, byte @Nullable [] before, byte[] hash) {
    HexFormat hex = HexFormat.of();
    StringBuilder published = new StringBuilder(event.length() + EXTENSIONS);
    published.append(event, 0, event.length() - 1);
    published.append(",\"hash\":\"").append(hex.formatHex(hash));
    if (before != null) {
      published.append("\",\"hashbefore\":\"").append(hex.formatHex(before));
    }
    return published.append("\"}").toString();
  }
}
