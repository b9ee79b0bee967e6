package daka.reader;

import daka.checkin.CardKind;
import org.jspecify.annotations.Nullable;

/// A code that was read.
///
/// @param kind QR; null for bars, which hold the number of a card of whatever kind, as they do for
///   a scanner that types
record Code(@Nullable CardKind kind, String text) {}
