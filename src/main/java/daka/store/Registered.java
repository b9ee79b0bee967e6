package daka.store;

/// What came of a change to the register of residents.
public sealed interface Registered {
  /// Done and durable; the resident as it is now, or was before it was deleted.
  record Done(Resident resident) implements Registered {}

  /// There is no such resident, card or waiting code; nothing was written.
  record Unknown(String what) implements Registered {}

  /// It cannot be done, for this reason; nothing was written.
  record Conflict(String why) implements Registered {}
}
