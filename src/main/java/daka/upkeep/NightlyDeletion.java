package daka.upkeep;

import daka.checkin.Hours;
import daka.health.Part;
import daka.host.ClockTrust;
import daka.store.file.StoreException;
import daka.store.visits.Retention;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Has [Retention] do its work each night, before the nightly copy is made. A kiosk that is off at
/// night does it by day. Does nothing while nothing vouches for the clock, or if the config does
/// not say how long anything is to be kept. Not safe for several threads, but for [#health()].
public final class NightlyDeletion {
  private static final String NAME = "retention";

  private final @Nullable Retention retention;
  private final int days;
  private final Hours hours;
  private final InstantSource clock;
  private final Supplier<ClockTrust> trust;
  private @Nullable LocalDate done;
  private boolean logIsFull;
  private volatile Part health;

  /// @param retention null if all is kept for ever
  public NightlyDeletion(
      @Nullable Retention retention,
      int days,
      Hours hours,
      InstantSource clock,
      Supplier<ClockTrust> trust) {
    this.retention = retention;
    this.days = days;
    this.hours = hours;
    this.clock = clock;
    this.trust = trust;
    this.health =
        Part.ok(
            NAME,
            retention == null
                ? "all is kept for ever"
                : "what every upstream has is kept for " + days + " days");
  }

  /// Deletes what may go if it is time. What cannot be done now is done in a later round.
  public void check() {
    if (retention == null) {
      return;
    }
    if (trust.get() == ClockTrust.UNKNOWN) {
      warn(
          "nothing is deleted, because nothing vouches for the clock",
          "Connect a network with a time server, or fit a battery clock.");
      return;
    }
    try {
      Instant now = clock.instant();
      if (isDue(retention, now)) {
        run(retention, now);
      }
      if (logIsFull) {
        logIsFull = !retention.emptyLog();
      }
    } catch (StoreException e) {
      warn(String.valueOf(e.getMessage()), "Make space on the disk; it is tried again.");
      Logger.warn("not all was deleted that should be: {}", e.getMessage());
    }
  }

  private boolean isDue(Retention asked, Instant now) {
    LocalDate today = hours.day(now);
    if (today.equals(done)) {
      return false;
    }
    LocalDate last = asked.lastMark();
    return !hours.isOpen(now)
        || hours.isAlwaysOpen()
        || last == null
        || last.isBefore(today.minusDays(1));
  }

  private void run(Retention asked, Instant now) {
    LocalDate today = hours.day(now);
    logIsFull = true;
    Retention.Night night = asked.run(today, now);
    done = today;
    List<String> forgotten = asked.forgottenCursors();
    if (night.entries() > 0) {
      Logger.info("{} old entries were deleted, and their visits", night.entries());
    }
    if (night.waits()) {
      warn(
          "the clock has jumped to " + today + ", so nothing is deleted before the next night",
          "See whether that is the date.");
    } else if (forgotten.isEmpty()) {
      health =
          Part.ok(
              NAME, "what every upstream has is kept for " + days + " days; seen to on " + today);
    } else {
      warn(
          "what the upstream " + String.join(", ", forgotten) + " lacks is kept for it",
          "Put it back into the config. If it is gone for good, say so, the kiosk being stopped:"
              + " sqlite3 daka.db \"DELETE FROM cursors WHERE name = '"
              + forgotten.getFirst()
              + "'\".");
    }
  }

  private void warn(String detail, String cure) {
    health = Part.warning(NAME, detail, cure);
  }

  /// What is kept, or why it is kept for longer than it should.
  public Part health() {
    return health;
  }
}
