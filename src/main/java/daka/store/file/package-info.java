/// The database file: opened, migrated, written durably, and how far its journal had come.
///
/// Decided here:
/// - **BEGIN and COMMIT are our own statements**: the SQLite driver begins the next transaction
///   right after each commit, and an immediate one would keep every other process from writing.
/// - **The log's first megabyte is claimed once** ([LogSpace]): the first tap of the day finds its
///   space on a full disk.
/// - **The end of the journal is noted beside the database** ([HeadMark]), unsynced, after each
///   commit: SQLite takes a log up to the first damage for all there is, and nothing else would
///   tell that entries are missing at the end.
@NullMarked
package daka.store.file;

import org.jspecify.annotations.NullMarked;
