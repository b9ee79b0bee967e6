package daka.checkin;

import java.util.Locale;

/// Why a scan or a touch was refused.
public enum Refusal {
  UNKNOWN_CARD,
  BLOCKED,
  EXPIRED,
  ROOM_FULL,
  /// Nobody is let into the room today.
  ROOM_CLOSED,
  CENTRE_FULL,
  /// A number was typed that does nothing, for whatever reason that concerns a person: who says
  /// more would tell whoever types numbers whose they are.
  SEE_STAFF,
  /// The payload cannot belong to a card, or an image holds no code.
  UNREADABLE,
  /// A code was read that is one of several which only together hold a text. To all but the person
  /// who presented it that is [#UNREADABLE].
  PART_OF_CODE,
  /// The store could not commit. Nothing was written; the person should try again.
  NOT_RECORDED,
  /// A touch came too late, or names a visit it cannot apply to.
  TOO_LATE;

  /// The name used in the API and in events.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
