package daka.store.register;

import daka.checkin.CardKind;
import java.time.Instant;

/// An unknown card that was presented lately.
///
/// @param code by which staff register it
/// @param kind the kind it was taken for
/// @param reader where it was presented
/// @param at when it was presented first
public record WaitingCard(String code, CardKind kind, String reader, Instant at) {}
