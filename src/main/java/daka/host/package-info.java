/// The machine underneath: its boot, its clock, its disk, and systemd. The only package that knows
/// /proc and what /sys tells of the machine.
///
/// Decided here:
/// - **One clock, on monotonic time** ([KioskClock]): a step of the wall clock is taken over
///   between two taps, in one transaction with the entry that tells it. So no part needs to know of
///   steps.
@NullMarked
package daka.host;

import org.jspecify.annotations.NullMarked;
