package daka.host;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The time by which everything in the kiosk goes. It runs on the machine's monotonic time, so that
/// a wall clock which is set, by a time server or by hand, moves nothing between two taps: the step
/// is found by [#look], and taken over by [#adopt] at a moment when whoever keeps times can put
/// them right in the same breath. How far the time can be trusted goes with it.
///
/// The monotonic time of Linux is slewed like the wall clock (clock_gettime(2), CLOCK_MONOTONIC),
/// so the two differ by nothing but steps. Safe for use by several threads.
public final class KioskClock implements InstantSource {
  /// A step that is larger is told; a smaller one is taken over in silence. timesyncd steps from
  /// 0.4 s on and slews below.
  static final Duration TOLD = Duration.ofMillis(500);

  /// Differences as small as this are those of reading two clocks one after the other.
  private static final long JITTER_MILLIS = 50;

  private final Boot boot;
  private final WallClock wall;
  private final InstantSource system;
  private final LongSupplier nanos;
  private volatile Reading reading;

  /// What the time is, as of the last look.
  ///
  /// @param offsetMillis the time, in milliseconds since 1970, at which the boot seems to have
  ///   begun
  /// @param trust how far that can be trusted
  public record Reading(long offsetMillis, ClockTrust trust) {}

  /// The wall clock was set.
  ///
  /// @param from what this clock still goes by
  /// @param to what the wall clock shows now
  public record Step(Reading from, Reading to) {
    /// By how much it was put forward; negative if it was put back.
    public Duration by() {
      return Duration.ofMillis(to.offsetMillis() - from.offsetMillis());
    }
  }

  /// Begins with what the wall clock shows.
  ///
  /// @param system the machine's wall clock
  /// @param nanos the monotonic clock that `boot` was read with
  public KioskClock(Boot boot, WallClock wall, InstantSource system, LongSupplier nanos) {
    this.boot = boot;
    this.wall = wall;
    this.system = system;
    this.nanos = nanos;
    this.reading = new Reading(system.instant().toEpochMilli() - boot.uptimeMillis(), wall.trust());
  }

  /// Goes on by what the kiosk went by before a restart within the same boot. If the wall clock was
  /// set meanwhile, the next look finds it.
  ///
  /// @param trust how far the time was trusted when it was last told
  public synchronized void resume(long offsetMillis, ClockTrust trust) {
    if (trust == ClockTrust.UNKNOWN && wall.trust() == ClockTrust.HOLDOVER) {
      wall.wasSet();
    }
    reading = new Reading(offsetMillis, trust);
  }

  @Override
  public Instant instant() {
    return at(reading);
  }

  /// What it would be now by this reading.
  public Instant at(Reading by) {
    return Instant.ofEpochMilli(by.offsetMillis() + boot.uptimeMillis());
  }

  /// How far [#instant] can be trusted.
  public ClockTrust trust() {
    return reading.trust();
  }

  /// Asks Linux how its clock is, and sees whether it was set. Until the step is adopted this clock
  /// goes on as before, and each further look finds the step again.
  public synchronized Optional<Step> look() {
    wall.look();
    Reading before = reading;
    long start = nanos.getAsLong();
    long offset = system.instant().toEpochMilli() - boot.uptimeMillis();
    if (nanos.getAsLong() - start > Duration.ofMillis(JITTER_MILLIS).toNanos()) {
      return Optional.empty();
    }
    long apart = Math.abs(offset - before.offsetMillis());
    if (apart > TOLD.toMillis()) {
      wall.wasSet();
      return Optional.of(new Step(before, new Reading(offset, wall.trust())));
    }
    reading = new Reading(apart > JITTER_MILLIS ? offset : before.offsetMillis(), wall.trust());
    return Optional.empty();
  }

  /// Goes by the wall clock as it was set.
  public synchronized void adopt(Step step) {
    reading = step.to();
  }
}
