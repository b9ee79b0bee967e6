package daka.store.register;

import daka.checkin.CardKind;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A registered card. What it says when it is presented is not known.
///
/// @param blocked whether it is refused at the door
/// @param expires the last day it is good, or null if it never expires
public record Card(long id, CardKind kind, boolean blocked, @Nullable LocalDate expires) {}
