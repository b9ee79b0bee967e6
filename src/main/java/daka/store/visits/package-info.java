/// Rooms and visits: the ledger of the desk, the visit log, and retention.
///
/// Decided here:
/// - **A visit is what the happenings make of it**: the ledger applies each to its row in the
///   transaction that journals it.
/// - **Retention begins the chain anew** ([Retention]) at an anchor that an entry of its own signs
///   off, and writes zeros over what it deletes.
@NullMarked
package daka.store.visits;

import org.jspecify.annotations.NullMarked;
