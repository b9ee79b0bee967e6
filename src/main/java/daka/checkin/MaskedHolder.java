package daka.checkin;

import org.jspecify.annotations.Nullable;

/// What may be shown to anybody of the holder of a card.
///
/// @param name the masked name, such as 王**
/// @param role what the person is to the centre
/// @param language the language the person prefers as a BCP 47 tag, or null if it is not known
public record MaskedHolder(String name, Role role, @Nullable String language) {}
