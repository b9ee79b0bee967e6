package daka.checkin;

import java.time.Duration;
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

  /// The departure of a visit that had ended at closing time was estimated anew, because its
  /// arrival was put right.
  record Estimated(Visit visit) implements Happening {}

  /// The clock was set. The times of the entries from `since` up to this one, as far as a clock
  /// told them, are short by `by`; the visits' times are put right.
  ///
  /// @param at the time as it is now
  /// @param by by how much the clock was put forward; negative if it was put back
  /// @param since the number of the first entry it is about; that of its own entry if there is none
  /// @param trust how far the clock can be trusted now, as a wire name
  record ClockCorrected(Instant at, Duration by, long since, String trust) implements Happening {}

  /// The entries up to one were deleted for good, with the visits that they are about: they had
  /// been kept for as long as they are to be kept.
  ///
  /// @param days how long that is
  /// @param upTo the number of the last one
  /// @param hash its hash in hexadecimal digits, which the first entry that is left continues from
  /// @param lastVisit the highest id of the visits that had begun by then; those that are over were
  ///   deleted
  record EntriesDeleted(Instant at, int days, long upTo, String hash, long lastVisit)
      implements Happening {}
}
