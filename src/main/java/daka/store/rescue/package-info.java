/// What is done about a damaged database, and copies: salvage, backup and restoration.
///
/// Decided here:
/// - **A damaged database is set aside**, and all that can be read is copied with its numbers and
///   hashes; what is new then has a source of its own, so that no number the town has seen is used
///   twice ([Salvage]).
/// - **A copy that was restored is on trial** until a kiosk has got ready with it once
///   ([RestorationTrial]): nobody may stand before a kiosk that a sound copy keeps from starting.
@NullMarked
package daka.store.rescue;

import org.jspecify.annotations.NullMarked;
