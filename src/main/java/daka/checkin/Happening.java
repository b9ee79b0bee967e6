package daka.checkin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened and is journaled: one entry each. The visits are what the happenings, in
/// order, make of them.
public sealed interface Happening {

  /// A visit began.
  ///
  /// @param override why staff let the visitor in although there was no space, or null
  record Arrived(Visit visit, @Nullable String override) implements Happening {}

  /// A visitor went to another room: one visit ended as [Ended#MOVED] and the next began.
  ///
  /// @param override why staff moved the visitor although there was no space, or null
  record Moved(Visit left, Visit entered, @Nullable String override) implements Happening {}

  /// A visit was registered to the wrong room and now stands in the right one.
  record Corrected(Visit visit, String fromRoom, Instant at) implements Happening {}

  /// A visit ended.
  record Departed(Visit visit) implements Happening {}

  /// A visit never was: it was undone, or staff took it back.
  ///
  /// @param continued the visit that is open again because the move away from it was undone, or
  ///   null
  record Voided(Visit visit, @Nullable Visit continued, Instant at) implements Happening {}

  /// A departure never was: the visit is open again.
  record Reopened(Visit visit, Instant at) implements Happening {}

  /// A scan was refused. The payload is not kept.
  record ScanRefused(String reader, Refusal reason, Instant at) implements Happening {}

  /// The kiosk started.
  ///
  /// @param note what stands out about this start, such as a database that was set aside, or null
  record KioskStarted(String version, @Nullable String note, Instant at) implements Happening {}
}
