package daka.checkin;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What the register knows of the card that was presented.
///
/// @param visitor whose card it is
/// @param name the person's name, unmasked: never shown on a public screen
/// @param role `resident` or `staff`
/// @param language the language the person prefers, or null
/// @param blocked whether staff have blocked the card
/// @param expires the last day the card is good, or null if it never expires
/// @param inside the person's open visit, or null if the person is not inside
public record CardHolder(
    Visitor visitor,
    String name,
    Role role,
    @Nullable String language,
    boolean blocked,
    @Nullable LocalDate expires,
    @Nullable Visit inside) {

  /// What may be shown to anybody.
  public MaskedHolder masked() {
    return new MaskedHolder(Names.mask(name), role, language);
  }
}
