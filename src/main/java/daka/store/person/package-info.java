/// What is done with all that is known of one person: two who are one are merged and parted again,
/// everything is told in one answer, and erased.
///
/// Decided here:
/// - **The visits of a merge are moved, and the journal stays as it was.** A resident keeps every
///   pseudonym that was ever told of their visits, the other's too, so `verify` proves the visits
///   as before; that two pseudonyms are one person is an entry of its own, for the town.
/// - **What a merge needs to be undone is kept as one text beside it**, for thirty days: the row of
///   the other resident is gone, so that nobody has to know of merges to find, count or match
///   people.
/// - **An erasure leaves the journal's entries**, whose pseudonym then belongs to nobody.
@NullMarked
package daka.store.person;

import org.jspecify.annotations.NullMarked;
