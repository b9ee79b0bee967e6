package daka.checkin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Turns payloads into fingerprints and pseudonyms under two secrets of at least 16 bytes.
///
/// The card secret never leaves this kiosk. The town key may be shared by the centres of a town, so
/// that one person has the same pseudonym in all of them. Safe for use by several threads.
public final class CardDigests {
  private final KeyedHash cards;
  private final KeyedHash town;

  public CardDigests(byte[] cardSecret, byte[] townKey) {
    cards = new KeyedHash(cardSecret);
    town = new KeyedHash(townKey);
  }

  /// The fingerprints that what was presented may be registered under, in the order they are tried:
  /// those of its canonical forms, then those of the form it came in, under which cards may have
  /// been registered before there was a canonical one. The first is what it is remembered by.
  public List<CardDigest> of(Scan.Presented presented) {
    return switch (presented) {
      case Scan.Presented.Payload(@Nullable CardKind kind, String text) ->
          of(kind == null ? CardKind.WHEN_UNKNOWN : List.of(kind), text);
      case Scan.Presented.IdCard(CardDigest number) -> List.of(number);
    };
  }

  private List<CardDigest> of(List<CardKind> kinds, String text) {
    List<CardDigest> tried = new ArrayList<>(2 * kinds.size());
    List<CardDigest> asItCame = new ArrayList<>(kinds.size());
    for (CardKind kind : kinds) {
      String canonical = CanonicalPayload.presented(kind, text).orElse(null);
      if (canonical != null) {
        tried.add(digest(kind, canonical));
      }
      String came = asItCame(kind, text);
      if (!came.equals(canonical)) {
        asItCame.add(digest(kind, came));
      }
    }
    tried.addAll(asItCame);
    return tried;
  }

  /// The fingerprint of a card whose kind is known.
  public CardDigest of(CardKind kind, String payload) {
    return digest(kind, canonical(kind, payload));
  }

  /// All the fingerprints that a card whose kind is known may be registered under.
  public List<CardDigest> all(CardKind kind, String payload) {
    return of(List.of(kind), payload);
  }

  /// The fingerprint of the number of an ID card, the same as that of the number when it is typed,
  /// without a text being made of it.
  ///
  /// @param number characters of ASCII, letters in capitals; not changed, and not kept
  public CardDigest ofIdNumber(byte[] number) {
    return digest(CardKind.IDCARD, number);
  }

  private CardDigest digest(CardKind kind, String payload) {
    return digest(kind, payload.getBytes(StandardCharsets.UTF_8));
  }

  private CardDigest digest(CardKind kind, byte[] payload) {
    return new CardDigest(kind, HexFormat.of().formatHex(digest(cards, kind.wireName(), payload)));
  }

  /// The name the town knows a person by: 128 bits of HMAC-SHA-256 under the town key, as 22
  /// characters of base64url. It cannot be turned back into the payload without that key.
  public String pseudonym(CardKind kind, String payload) {
    byte[] name = canonical(kind, payload).getBytes(StandardCharsets.UTF_8);
    byte[] digest = digest(town, kind.wireName(), name);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
  }

  /// A salt of 32 bytes for hashes of what this kiosk keeps, the same for the same purpose and made
  /// from the card secret.
  public byte[] salt(String purpose) {
    return digest(cards, "salt", purpose.getBytes(StandardCharsets.UTF_8));
  }

  private static String canonical(CardKind kind, String payload) {
    return CanonicalPayload.presented(kind, payload).orElseGet(() -> asItCame(kind, payload));
  }

  /// The form in which payloads were registered before they had a canonical one.
  private static String asItCame(CardKind kind, String payload) {
    String stripped = payload.strip();
    return kind == CardKind.IDCARD ? stripped.toUpperCase(Locale.ROOT) : stripped;
  }

  /// @param what what is digested, so that things that look alike stay apart
  private static byte[] digest(KeyedHash hash, String what, byte[] payload) {
    return hash.of(what.getBytes(StandardCharsets.US_ASCII), payload);
  }
}
