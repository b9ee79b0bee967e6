package daka.store.register;

import daka.checkin.CardDigest;
import daka.checkin.CardKind;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A card to be registered.
public sealed interface NewCard {
  /// Whether it is refused at the door.
  boolean blocked();

  /// The last day it is good, or null if it never expires.
  @Nullable LocalDate expires();

  /// A card that somebody knows what it says.
  ///
  /// @param payload what it says when presented, as somebody wrote it down; it is registered in its
  ///   canonical form ([daka.checkin.CanonicalPayload]), fingerprinted and not kept, and left out
  ///   of [#toString()]
  record Read(CardKind kind, String payload, boolean blocked, @Nullable LocalDate expires)
      implements NewCard {
    @Override
    public String toString() {
      return "Read[kind=" + kind + ", blocked=" + blocked + ", expires=" + expires + "]";
    }
  }

  /// A PIN whose slow hash was computed before the transaction that registers it.
  ///
  /// @param stored what is stored of it
  /// @param fast its fingerprint, under which a version before stored PINs
  record Pin(CardDigest stored, CardDigest fast, boolean blocked, @Nullable LocalDate expires)
      implements NewCard {}

  /// A card that was presented at the door, unknown, and waits.
  ///
  /// @param code the short code it was given then
  record Waiting(String code, boolean blocked, @Nullable LocalDate expires) implements NewCard {}
}
