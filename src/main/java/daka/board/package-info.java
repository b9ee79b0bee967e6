/// The figures of the board, from the journal and the visit log after each commit.
///
/// Decided here:
/// - **The figures are read from the journal and the log after each commit** ([ScreenFeed]), a few
///   times a second at most.
@NullMarked
package daka.board;

import org.jspecify.annotations.NullMarked;
