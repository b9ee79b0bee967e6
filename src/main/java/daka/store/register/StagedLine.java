package daka.store.register;

import org.jspecify.annotations.Nullable;

/// A line of an import on its way into the register.
///
/// @param resident the id of whom it changes, or null if it is of somebody new
/// @param what the person and the cards as they will stand there; of somebody who is there already
///   only cards that are new are added
record StagedLine(@Nullable Long resident, NewResident what) {}
