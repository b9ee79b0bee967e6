package daka.store;

import daka.checkin.Role;
import org.jspecify.annotations.Nullable;

/// What the register says of a person.
///
/// @param name in full, unmasked, without the control characters 30 and 31
/// @param phone a number to call, or null; no card, unless it is registered as one
/// @param born a year, a month or a day, as `1948`, `1948-05` or `1948-05-17`, or null
/// @param language the language the person prefers, as a BCP 47 tag, or null
/// @param note what staff should know, or null
public record Person(
    String name,
    Role role,
    @Nullable String phone,
    @Nullable String born,
    @Nullable String language,
    @Nullable String note) {}
