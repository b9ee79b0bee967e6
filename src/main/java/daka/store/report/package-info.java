/// What the visit log says of a span of days, in figures.
///
/// Decided here:
/// - **No figures are kept**: a tap would have to keep them, and every correction, a clock put
///   right and a deletion too. People cannot be added up from day to day anyway. They are made when
///   somebody asks, from the rows of the span.
/// - **A report is many short transactions**: a batch of rows each, read without the writer, so
///   that taps go on and the database's log is emptied meanwhile, however long the span is.
@NullMarked
package daka.store.report;

import org.jspecify.annotations.NullMarked;
