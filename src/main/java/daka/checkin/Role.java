package daka.checkin;

import java.util.Locale;

/// What a registered person is to the centre.
public enum Role {
  RESIDENT,
  STAFF;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /// The name used in the API and in the database.
  public String wireName() {
    return wireName;
  }

  /// The role with this wire name.
  ///
  /// @throws IllegalArgumentException if there is no such role
  public static Role ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
