package daka.checkin;

import java.util.Locale;

/// Why a scan or a touch was refused.
public enum Refusal {
  UNKNOWN_CARD,
  BLOCKED,
  EXPIRED,
  ROOM_FULL,
  CENTRE_FULL,
  /// The payload cannot belong to a card, or an image holds no code.
  UNREADABLE,
  /// The store could not commit. Nothing was written; the person should try again.
  NOT_RECORDED,
  /// A touch came too late, or names a visit it cannot apply to.
  TOO_LATE;

  /// The name used in the API and in events.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
