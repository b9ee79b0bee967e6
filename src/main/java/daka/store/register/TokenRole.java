package daka.store.register;

import java.util.Locale;
import java.util.Optional;

/// What the holder of a token, or somebody who has signed in, may do.
public enum TokenRole {
  /// Reads the visit log, the journal and the occupancy.
  AUDITOR,
  /// Sees the occupancy, the rooms and the cards that wait, and corrects visits.
  STAFF,
  /// Does everything.
  ADMIN;

  /// The name used on the command line, in the API and in the database.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role with this wire name, if there is one.
  public static Optional<TokenRole> ofWireName(String name) {
    for (TokenRole role : values()) {
      if (role.wireName().equals(name)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
