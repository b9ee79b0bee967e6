package daka.store.register;

import daka.store.register.Consent.Scope;
import java.util.Set;

/// What came of a change to the register of residents.
public sealed interface Registration {
  /// Done and durable; the resident as it is now, or was before it was deleted.
  record Done(Resident resident) implements Registration {}

  /// There is no such resident, card or waiting code; nothing was written.
  record Unknown(String what) implements Registration {}

  /// It cannot be done, for this reason; nothing was written.
  record Conflict(String why) implements Registration {}

  /// It was changed since the caller saw it; nothing was written.
  ///
  /// @param current as it is now
  record Stale(Resident current) implements Registration {}

  /// The person is under 14, and no guardian agreed to keeping this; nothing was written.
  record NeedsConsent(Set<Scope> missing) implements Registration {
    /// What stands against it, and the cure.
    public String why() {
      String fields =
          missing.stream().map(scope -> '"' + scope.wireName() + '"').sorted().toList().toString();
      return fields.substring(1, fields.length() - 1)
          + " of somebody under 14 is kept only if a guardian agreed; enter the guardian's consent"
          + " with that scope first, or leave it out";
    }
  }

  /// Whoever asked may not do it; nothing was written.
  record Forbidden(String why) implements Registration {}
}
