package daka.store.proof;

import java.util.List;

/// What [Verify] found.
public sealed interface Proof {

  /// The numbers are without a gap but for those declared, the chain holds, and the visits are what
  /// the journal says.
  ///
  /// @param entries how many entries there are
  /// @param visits how many visits there are
  /// @param open how many of them are open
  /// @param audited how many entries the audit log has, its chain being whole too
  /// @param notes what could not be proven, and why, such as entries that were lost with a damaged
  ///   database; a sentence each, empty if all is proven
  record Proven(long entries, long visits, long open, long audited, List<String> notes)
      implements Proof {}

  /// Something contradicts something else.
  ///
  /// @param where the first entry, visit or cursor that is wrong, such as `entry 12`
  /// @param what the contradiction
  /// @param cure what a person should do about it
  record Broken(String where, String what, String cure) implements Proof {}
}
