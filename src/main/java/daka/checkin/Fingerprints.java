package daka.checkin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Turns payloads into fingerprints and pseudonyms under two secrets of at least 16 bytes.
///
/// The card secret never leaves this kiosk. The town key may be shared by the centres of a town, so
/// that one person has the same pseudonym in all of them. Safe for use by several threads.
public final class Fingerprints {
  private final ReentrantLock lock = new ReentrantLock();
  private final Mac cards;
  private final Mac town;

  public Fingerprints(byte[] cardSecret, byte[] townKey) {
    cards = mac(cardSecret);
    town = mac(townKey);
  }

  /// The fingerprints that what was presented may be registered under, in the order they are tried.
  List<Fingerprint> of(Scan.Presented presented) {
    return switch (presented) {
      case Scan.Presented.Payload(@Nullable CardKind kind, String text) ->
          kind == null
              ? CardKind.WHEN_UNKNOWN.stream().map(tried -> of(tried, text)).toList()
              : List.of(of(kind, text));
      case Scan.Presented.IdCard(Fingerprint number) -> List.of(number);
    };
  }

  /// The fingerprint of a card whose kind is known.
  public Fingerprint of(CardKind kind, String payload) {
    return of(kind, normal(kind, payload));
  }

  /// The fingerprint of the number of an ID card, the same as that of the number when it is typed,
  /// without a text being made of it.
  ///
  /// @param number characters of ASCII, letters in capitals; not changed, and not kept
  public Fingerprint ofIdNumber(byte[] number) {
    return of(CardKind.IDCARD, number);
  }

  private Fingerprint of(CardKind kind, byte[] payload) {
    return new Fingerprint(kind, HexFormat.of().formatHex(digest(cards, kind, payload)));
  }

  /// The name the town knows a person by: 128 bits of HMAC-SHA-256 under the town key, as 22
  /// characters of base64url. It cannot be turned back into the payload without that key.
  public String pseudonym(CardKind kind, String payload) {
    byte[] digest = digest(town, kind, normal(kind, payload));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
  }

  /// People type the check digit X of an ID card as they like.
  private static byte[] normal(CardKind kind, String payload) {
    String stripped = payload.strip();
    String normal = kind == CardKind.IDCARD ? stripped.toUpperCase(Locale.ROOT) : stripped;
    return normal.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] digest(Mac mac, CardKind kind, byte[] payload) {
    lock.lock();
    try {
      mac.update(kind.wireName().getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) 0);
      return mac.doFinal(payload);
    } finally {
      lock.unlock();
    }
  }

  private static Mac mac(byte[] key) {
    if (key.length < 16) {
      throw new IllegalArgumentException(
          "a fingerprint key must have at least 16 bytes, not " + key.length);
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256, which every Java must have", e);
    }
  }
}
