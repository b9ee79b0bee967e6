/// What a tap means: scans, visits, the rules, and the desk that answers. Knows no device, file or
/// network.
///
/// Decided here:
/// - **The desk runs on the thread that taps**, under one lock: to hand a tap over and back costs
///   two thread switches, more than all the work around the two inserts.
/// - **Offers**: each answer that can be followed by a touch has a number, and touches name it.
///   They live in memory for 15 s, on monotonic time, and are taken back if the commit fails.
/// - **Evidence** ([Evidence]): text, however it came, counts as no more than the kind of card it
///   is registered as, and the number of an ID card only if a security module vouched for it.
/// - **A tap of staff where they are inside ends no visit**, since they tap all day.
@NullMarked
package daka.checkin;

import org.jspecify.annotations.NullMarked;
