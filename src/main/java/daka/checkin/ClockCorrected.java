package daka.checkin;

import java.time.Duration;
import java.time.Instant;

/// The clock was set. The times of the entries from `since` up to this one, as far as a clock told
/// them, are short by `by`; the visits' times are put right.
///
/// @param at the time as it is now
/// @param by by how much the clock was put forward; negative if it was put back
/// @param since the number of the first entry it is about; that of its own entry if there is none
/// @param trust how far the clock can be trusted now, as a wire name
public record ClockCorrected(Instant at, Duration by, long since, String trust)
    implements Happening {
  @Override
  public String type() {
    return "daka.clock.corrected";
  }

  @Override
  public void tell(EventData data) {
    data.time("at", at).number("by_ms", by.toMillis()).entry("since", since);
  }
}
