package daka.signal;

import daka.checkin.Hours;
import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.screen.Screen;
import daka.screen.ScreenState;
import daka.signal.ScreenLight.Brightness;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The light of the screen: bright while somebody is there, dimmed when nobody has tapped, touched
/// or called for a while, and off instead while the centre is closed. When the kiosk stops it is
/// left bright, so that whoever comes to look sees something.
public final class Display implements Follower {
  /// How often it is set again without need: a desktop that was started again lights the screen.
  static final Duration AGAIN = Duration.ofMinutes(1);

  /// How soon a touch is noticed, which changes nothing that is on the screen.
  private static final Duration LOOK = Duration.ofMillis(100);

  private final ScreenLight light;
  private final Screen screen;
  private final Duration idle;
  private final Hours hours;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private @Nullable Brightness now;
  private long setNanos;

  /// @param idle after how long without a tap or a touch nobody is there
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public Display(
      ScreenLight light,
      Screen screen,
      Duration idle,
      Hours hours,
      InstantSource clock,
      LongSupplier nanos) {
    this.light = light;
    this.screen = screen;
    this.idle = idle;
    this.hours = hours;
    this.clock = clock;
    this.nanos = nanos;
  }

  /// What is on the screen says nothing about its light but that somebody caused it, and the screen
  /// knows when that was.
  @Override
  public void show(ScreenState state) {}

  @Override
  public Duration act() throws DeviceException {
    Brightness wanted = wanted();
    if (wanted != now || nanos.getAsLong() - setNanos >= AGAIN.toNanos()) {
      light.set(wanted);
      now = wanted;
      setNanos = nanos.getAsLong();
    }
    return LOOK;
  }

  private Brightness wanted() {
    if (screen.untouched().compareTo(idle) < 0) {
      return Brightness.BRIGHT;
    }
    return hours.isOpen(clock.instant()) ? Brightness.DIM : Brightness.OFF;
  }

  @Override
  public void tell(DeviceThread thread) {
    thread.working(light.where());
  }

  @Override
  public void close() {
    try {
      light.set(Brightness.BRIGHT);
    } catch (DeviceException e) {
      Logger.warn("the screen was not left bright: {}", e.message());
    }
  }
}
