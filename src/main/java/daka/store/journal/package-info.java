/// The journal and the cursors of its readers: appended in the transaction of what happened, and
/// read by number.
///
/// Decided here:
/// - **Which entries a clock told wrong is said by a range of numbers** ([Corrections]) and not by
///   rules about trust, so that anybody can apply it.
@NullMarked
package daka.store.journal;

import org.jspecify.annotations.NullMarked;
