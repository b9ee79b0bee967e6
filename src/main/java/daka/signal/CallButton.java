package daka.signal;

import daka.device.Device;
import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.pi.InputPin;
import daka.pi.Level;
import daka.pi.PiException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A button to ground that calls the staff.
public final class CallButton implements Device {
  /// How long a level must stay before it counts: contacts bounce for up to 20 ms.
  public static final Duration DEBOUNCE = Duration.ofMillis(30);

  /// Nobody presses for that long.
  static final Duration STUCK = Duration.ofMinutes(1);

  private static final Duration GLANCE = Duration.ofMillis(200);

  private final String where;
  private final InputPin.Opening opening;
  private final Runnable call;
  private final LongSupplier nanos;

  /// @param where on which pin it is, for the health page
  /// @param opening a pin that is pulled up, and debounced by [#DEBOUNCE]
  /// @param call told each press; must neither wait nor fail
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public CallButton(String where, InputPin.Opening opening, Runnable call, LongSupplier nanos) {
    this.where = where;
    this.opening = opening;
    this.call = call;
    this.nanos = nanos;
  }

  @Override
  public void use(DeviceThread thread) throws DeviceException, InterruptedException {
    try (InputPin pin = opening.open(this::changed)) {
      watch(pin, thread);
    } catch (PiException e) {
      throw new DeviceException(e.message(), e.cure());
    }
  }

  private void changed(Level level) {
    if (level == Level.LOW) {
      call.run();
    }
  }

  private void watch(InputPin pin, DeviceThread thread) throws PiException, InterruptedException {
    long releasedNanos = nanos.getAsLong();
    while (!thread.isClosing()) {
      long now = nanos.getAsLong();
      if (pin.level() == Level.HIGH) {
        releasedNanos = now;
      }
      if (now - releasedNanos < STUCK.toNanos()) {
        thread.working(where);
      } else {
        thread.warning(
            where + " has been pressed for longer than a minute",
            "Look whether the button is stuck, or its wire touches ground.");
      }
      thread.pause(GLANCE);
    }
  }
}
