package daka.checkin;

import java.time.Instant;

/// The entries up to one were deleted for good, with the visits that they are about: they had been
/// kept for as long as they are to be kept.
///
/// @param days how long that is
/// @param upTo the number of the last one
/// @param hash its hash in hexadecimal digits, which the first entry that is left continues from
/// @param lastVisit the highest id of the visits that had begun by then; those that are over were
///   deleted
public record EntriesDeleted(Instant at, int days, long upTo, String hash, long lastVisit)
    implements Happening {
  /// The type of its event.
  public static final String TYPE = "daka.journal.deleted";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public void tell(EventData data) {
    data.time("at", at)
        .number("days", days)
        .text("hash", hash)
        .text("last_visit", Long.toString(lastVisit))
        .entry("upto", upTo);
  }
}
