package daka.store.register;

import daka.checkin.CardKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What pseudonyms are made from.
public final class PseudonymKind {
  /// Kinds by how well they say who somebody is: a number can be mistyped and a card passed on.
  private static final List<CardKind> STRENGTH =
      List.of(CardKind.NUMBER, CardKind.RFID, CardKind.QR, CardKind.PHONE, CardKind.IDCARD);

  private PseudonymKind() {}

  /// Whether a pseudonym that is made from the one kind says better who somebody is than one from
  /// the other.
  ///
  /// @param kind null if it is random, as is `other`
  public static boolean isStronger(@Nullable CardKind kind, @Nullable CardKind other) {
    return strength(kind) > strength(other);
  }

  static int strength(@Nullable CardKind kind) {
    return kind == null ? -1 : STRENGTH.indexOf(kind);
  }
}
