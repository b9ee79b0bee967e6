package daka.store;

/// What an entry says of the clock it was written by. A Raspberry Pi without a battery clock wakes
/// up in the past, so a time alone proves little.
///
/// @param boot the id of the boot, as Linux gives it
/// @param trust how far the clock can be trusted: `synchronised`, `battery`, `holdover` or
///   `unknown`
/// @param uptimeMillis milliseconds since that boot, monotonic
public record Stamp(String boot, String trust, long uptimeMillis) {}
