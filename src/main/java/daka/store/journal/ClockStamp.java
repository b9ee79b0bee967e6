package daka.store.journal;

import java.util.Set;

/// What an entry says of the clock it was written by. A Raspberry Pi without a battery clock wakes
/// up in the past, so a time alone proves little.
///
/// @param boot the id of the boot, as Linux gives it
/// @param trust how far the clock can be trusted: `synchronised`, `battery`, `holdover` or
///   `unknown`
/// @param uptimeMillis milliseconds since that boot, monotonic
public record ClockStamp(String boot, String trust, long uptimeMillis) {
  private static final Set<String> VOUCHED = Set.of("synchronised", "holdover");

  /// Whether something vouched for a clock of which this was said.
  public static boolean isVouchedFor(String trust) {
    return VOUCHED.contains(trust);
  }
}
