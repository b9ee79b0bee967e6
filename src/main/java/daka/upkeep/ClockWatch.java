package daka.upkeep;

import daka.checkin.NotRecordedException;
import daka.checkin.StaffDesk;
import daka.host.Boot;
import daka.host.ClockTrust;
import daka.host.KioskClock;
import daka.host.KioskClock.Step;
import daka.store.journal.ClockStamp;
import daka.store.journal.EntryClock;
import java.util.Locale;
import org.tinylog.Logger;

/// Looks whether the machine's clock was set, and takes that over into the visits and the journal.
/// Not safe for several threads, but for [#stamp()].
public final class ClockWatch {
  private final KioskClock clock;
  private final Boot boot;

  public ClockWatch(KioskClock clock, Boot boot) {
    this.clock = clock;
    this.boot = boot;
  }

  /// What to say of the clock in an entry that is written now.
  public ClockStamp stamp() {
    return new ClockStamp(boot.id(), wireName(clock.trust()), boot.uptimeMillis());
  }

  /// Goes on by the clock of the kiosk before, if that ran in this boot.
  ///
  /// @param last the last entry of the journal
  public void resume(EntryClock last) {
    if (last.stamp().boot().equals(boot.id())) {
      clock.resume(
          last.time().toEpochMilli() - last.stamp().uptimeMillis(), trust(last.stamp().trust()));
    }
  }

  private static ClockTrust trust(String wireName) {
    try {
      return ClockTrust.valueOf(wireName.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      return ClockTrust.UNKNOWN;
    }
  }

  /// Looks once. What cannot be written now is done at the next look, and until then the kiosk goes
  /// on by the time as it was.
  public void check(StaffDesk staff) {
    Step step = clock.look().orElse(null);
    if (step == null) {
      return;
    }
    try {
      staff.correctClock(
          step.by(), wireName(step.to().trust()), clock.at(step.to()), () -> clock.adopt(step));
      Logger.info(
          "the clock was set by {}, to {}; it is {} now",
          step.by(),
          clock.instant(),
          wireName(step.to().trust()));
    } catch (NotRecordedException e) {
      Logger.warn("that the clock was set is not recorded, trying again: {}", e.getMessage());
    }
  }

  private static String wireName(ClockTrust trust) {
    return trust.name().toLowerCase(Locale.ROOT);
  }
}
