package daka.signal;

import daka.device.DeviceThread;
import daka.pi.OutputPin;
import daka.pi.PiException;
import daka.screen.ScreenState;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The relay of a door opener: it lets in whoever arrives.
///
/// A pulse begins with the answer, and the next one begins it anew. A refusal ends it at once:
/// nobody walks in on the pulse of the one before. Who was shut out by that taps again, which opens
/// too, because they are inside already. What else is answered opens nothing. A pulse that the
/// relay was opened too late for is only as long as what is left of it.
public final class DoorOpener implements Follower {
  private static final String KEPT =
      ", but if the kiosk is killed during a pulse the kernel leaves the door open";
  private static final String KEPT_CURE =
      "Add dtparam=strict_gpiod to /boot/firmware/config.txt and restart the Pi;"
          + " firmware-config/apply does this.";

  private final String where;
  private final SwitchedPin relay;
  private final Duration pulse;
  private final boolean kept;
  private final LongSupplier nanos;
  private long seq;
  private long untilNanos;

  private DoorOpener(
      String where, SwitchedPin relay, Duration pulse, boolean kept, LongSupplier nanos) {
    this.where = where;
    this.relay = relay;
    this.pulse = pulse;
    this.kept = kept;
    this.nanos = nanos;
    this.untilNanos = nanos.getAsLong();
  }

  /// Opens the relay's pin, with the door shut.
  ///
  /// @param where on which pin it is, for the health page
  /// @param pulse how long the door is kept open
  /// @param activeLow whether a low level opens the door
  /// @param kept whether the kernel leaves the pin as it is when the kiosk is killed
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  /// @throws PiException if the pin cannot be used
  public static DoorOpener open(
      String where,
      OutputPin.Opening pin,
      Duration pulse,
      boolean activeLow,
      boolean kept,
      LongSupplier nanos)
      throws PiException {
    return new DoorOpener(where, SwitchedPin.open(pin, activeLow), pulse, kept, nanos);
  }

  @Override
  public void show(ScreenState state) {
    long now = nanos.getAsLong();
    ShownAnswer given = ShownAnswer.in(state, now);
    if (given != null && given.seq() != seq) {
      seq = given.seq();
      switch (given.decision()) {
        case "arrived", "already-in", "recorded" -> untilNanos = given.atNanos() + pulse.toNanos();
        case "refused" -> untilNanos = now;
        default -> {}
      }
    }
  }

  @Override
  public Duration act() throws PiException {
    long left = untilNanos - nanos.getAsLong();
    relay.set(left > 0);
    return left > 0 ? Duration.ofNanos(left) : NOTHING_TO_DO;
  }

  @Override
  public void tell(DeviceThread thread) {
    String detail = where + ", opens for " + pulse.toMillis() + " ms";
    if (kept) {
      thread.warning(detail + KEPT, KEPT_CURE);
    } else {
      thread.working(detail);
    }
  }

  @Override
  public void close() {
    relay.close();
  }
}
