package daka.upkeep;

import daka.checkin.Hours;
import daka.checkin.NotRecordedException;
import daka.checkin.StaffDesk;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Ends the open visits when their time has come. The first check also ends those whose time came
/// while the kiosk was off. Not safe for several threads.
public final class ClosingTime {
  private final StaffDesk staff;
  private final Hours hours;
  private final InstantSource clock;
  private @Nullable Instant done;

  public ClosingTime(StaffDesk staff, Hours hours, InstantSource clock) {
    this.staff = staff;
    this.hours = hours;
    this.clock = clock;
  }

  /// Does what is due. What cannot be written now is done at the next check.
  public void check() {
    Instant due = hours.lastEnd(clock.instant());
    if (due.equals(done)) {
      return;
    }
    try {
      int ended = staff.close().size();
      done = due;
      if (ended > 0) {
        Logger.info("closing time: {} open visits were ended", ended);
      }
    } catch (NotRecordedException e) {
      Logger.warn(
          "open visits could not be ended at closing time, trying again: {}", e.getMessage());
    }
  }
}
