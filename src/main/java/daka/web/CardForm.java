package daka.web;

import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.store.Card;
import daka.store.NewCard;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A card in JSON. What it says when presented is sent, and never returned.
///
/// @param kind what it is; must be there beside `payload`
/// @param payload what it says, or the digits of a PIN
/// @param code instead of both: the code of a card that waits
/// @param expires the last day it is good
record CardForm(
    @Nullable String id,
    @Nullable String kind,
    @Nullable String payload,
    @Nullable String code,
    @Nullable Boolean blocked,
    @Nullable String expires) {

  static CardForm of(Card card) {
    LocalDate expires = card.expires();
    return new CardForm(
        Long.toString(card.id()),
        card.kind().wireName(),
        null,
        null,
        card.blocked(),
        expires == null ? null : expires.toString());
  }

  /// The card to be registered.
  ///
  /// @throws ProblemException 400 that names the field that is not as it should be
  NewCard toNew() {
    if (id != null) {
      throw ProblemException.badRequest("\"id\" is given by the kiosk; leave it out");
    }
    if (code != null) {
      if (kind != null || payload != null) {
        throw ProblemException.badRequest("give either \"code\", or \"kind\" and \"payload\"");
      }
      return new NewCard.Waiting(code.strip().toUpperCase(Locale.ROOT), isBlocked(), lastDay());
    }
    return read(kind(kind), payload, isBlocked(), lastDay());
  }

  /// A card of which is known what it says, or a PIN.
  ///
  /// @throws ProblemException 400 if it cannot belong to a card
  static NewCard.Read read(
      CardKind kind, @Nullable String payload, boolean blocked, @Nullable LocalDate expires) {
    if (kind == CardKind.PIN) {
      return new NewCard.Read(kind, PinForm.pin(payload), blocked, expires);
    }
    if (payload == null || !new Scan("", null, kind, payload).isReadable()) {
      throw ProblemException.badRequest(
          "\"payload\" must be what the card says when presented: 1 to "
              + Scan.MAX_PAYLOAD
              + " characters without control characters");
    }
    return new NewCard.Read(kind, payload, blocked, expires);
  }

  static CardKind kind(@Nullable String kind) {
    return CardKind.ofWireName(kind == null ? "" : kind)
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "\"kind\" must be one of "
                        + Arrays.stream(CardKind.values())
                            .map(CardKind::wireName)
                            .collect(Collectors.joining(", "))));
  }

  boolean isBlocked() {
    return Boolean.TRUE.equals(blocked);
  }

  /// The last day the card is good, or null if it never expires.
  ///
  /// @throws ProblemException 400 if it is no day
  @Nullable LocalDate lastDay() {
    try {
      if (expires == null || expires.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return expires == null ? null : LocalDate.parse(expires);
      }
    } catch (DateTimeException e) {
      // A 30th of February: told like any other text that is no day.
    }
    throw ProblemException.badRequest("\"expires\" must be a day, such as 2027-12-31");
  }
}
