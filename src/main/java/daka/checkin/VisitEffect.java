package daka.checkin;

import org.jspecify.annotations.Nullable;

/// What a happening makes of one visit: of its row, and of how many are inside.
public sealed interface VisitEffect {

  /// The visit as it is then.
  Visit visit();

  /// It begins.
  ///
  /// @param override why staff made an exception, or null
  record Begin(Visit visit, @Nullable String override) implements VisitEffect {}

  /// It was open and ends.
  record End(Visit visit) implements VisitEffect {}

  /// It is open and stands in another room.
  record Place(Visit visit, String fromRoom) implements VisitEffect {}

  /// It was over and is open again.
  record Reopen(Visit visit) implements VisitEffect {}

  /// It was over and ended at another time.
  record Estimate(Visit visit) implements VisitEffect {}

  /// It never was, whether it had ended or not.
  record TakeBack(Visit visit) implements VisitEffect {}
}
