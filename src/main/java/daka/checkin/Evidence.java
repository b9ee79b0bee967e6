package daka.checkin;

import java.util.Locale;

/// How the person of a visit was identified, kept with the visit. Only [#IDCARD] proves that the
/// very card was there; whatever else a reader reads can be copied or typed.
public enum Evidence {
  /// The resident's own ID card, which proved itself to the security module of the reader.
  IDCARD,

  /// A code, or whatever else a reader that cannot tell kinds handed on and that is registered as
  /// one. A photograph copies it, and a reader that types cannot be told from somebody who types.
  QR,

  /// The UID of a card, which it tells everybody who asks and blank cards can be given.
  RFID,

  /// The number of a phone, which others know.
  PHONE,

  /// The number of a card, or one of an ID card that no security module vouched for.
  NUMBER,

  /// A member of staff let the person in by hand.
  STAFF,

  /// None: guests.
  NONE;

  /// What a payload proves that was found to be a card of this kind. However it came, it proves no
  /// more than its kind: text can be typed and posted by anybody who knows it.
  static Evidence ofPayload(CardKind kind) {
    return switch (kind) {
      case QR -> QR;
      case RFID -> RFID;
      case PHONE -> PHONE;
      case NUMBER, IDCARD, PIN -> NUMBER;
    };
  }

  /// The name used in the API, in events and in the database.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The evidence with this wire name.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Evidence ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
