package daka.checkin;

import java.util.Locale;

/// How a visit came to its end.
public enum Ended {
  /// The resident tapped again.
  TAP,
  /// The resident pressed "leave" on the screen.
  SCREEN,
  /// The visit goes on in another room, as a visit of its own.
  MOVED,
  /// Nobody ended it before closing time: the departure is an estimate.
  CLOSING,
  /// A member of staff ended it.
  STAFF,
  /// It was taken back and does not count.
  VOIDED;

  /// The name used in the API, in events and in the database.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The end with this wire name.
  ///
  /// @throws IllegalArgumentException if there is no such end
  public static Ended ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
