/// What is done about a damaged database, and copies: salvage, backup and restoration.
///
/// Decided here:
/// - **A damaged database is set aside**, and all that can be read is copied with its numbers and
///   hashes; what is new then has a source of its own, so that no number the town has seen is used
///   twice ([Salvage]).
@NullMarked
package daka.store.rescue;

import org.jspecify.annotations.NullMarked;
