/// What was asked for once is made once.
///
/// Decided here:
/// - **Whoever asks chooses an id, and what is made gets its own beside it**: the id of a visit is
///   in the journal and that of a resident on cards' lists, and both stay short numbers. The two
///   are kept together for a day, which is longer than anybody goes on asking.
/// - **It is written in the transaction of what is made**, so neither is there without the other.
@NullMarked
package daka.store.once;

import org.jspecify.annotations.NullMarked;
