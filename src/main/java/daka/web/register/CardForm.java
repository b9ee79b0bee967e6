package daka.web.register;

import daka.checkin.CanonicalPayload;
import daka.checkin.CardKind;
import daka.checkin.VisibleText;
import daka.store.register.Card;
import daka.store.register.NewCard;
import daka.web.access.PinForm;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
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
/// @param etag of a registered card, to be sent in `If-Match`
public record CardForm(
    @Nullable String id,
    @Nullable String kind,
    @Nullable String payload,
    @Nullable String code,
    @Nullable Boolean blocked,
    @Nullable String expires,
    @Nullable String etag) {

  static CardForm of(Card card) {
    return of(card, tag(card));
  }

  private static CardForm of(Card card, @Nullable String tag) {
    LocalDate expires = card.expires();
    return new CardForm(
        Long.toString(card.id()),
        card.kind().wireName(),
        null,
        null,
        card.blocked(),
        expires == null ? null : expires.toString(),
        tag);
  }

  /// Of all that is told of a card.
  static String tag(Card card) {
    return Precondition.tagOf(of(card, null));
  }

  /// What was asked for, but for the digits of a PIN.
  CardForm withoutPin() {
    return CardKind.PIN.wireName().equals(kind)
        ? new CardForm(id, kind, null, code, blocked, expires, etag)
        : this;
  }

  /// The card to be registered.
  ///
  /// @throws ProblemException 400 that names the field that is not as it should be
  NewCard toNew() {
    if (id != null || etag != null) {
      throw ProblemException.badRequest(
          "\"id\" and \"etag\" are given by the kiosk; leave them out");
    }
    if (code != null) {
      if (kind != null || payload != null) {
        throw ProblemException.badRequest("give either \"code\", or \"kind\" and \"payload\"");
      }
      return new NewCard.Waiting(
          VisibleText.of(code).toUpperCase(Locale.ROOT), isBlocked(), lastDay());
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
    String given = payload == null ? "" : payload;
    return switch (CanonicalPayload.of(kind, given)) {
      case CanonicalPayload.Fits _ -> new NewCard.Read(kind, given, blocked, expires);
      case CanonicalPayload.Unfit(String problem, String cure) ->
          throw ProblemException.badRequest(
              "\"payload\" of a " + kind.wireName() + " card: " + problem + "; " + cure);
    };
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
