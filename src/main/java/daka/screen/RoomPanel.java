package daka.screen;

import daka.checkin.Hours;
import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.health.Part;
import daka.pi.I2cWire;
import daka.pi.PiException;
import daka.pi.Wire;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Keeps the panel at a room's door up to date, on the thread `signal panel ROOM`.
///
/// Like a page, it waits for a state later than the last it saw: a slow bus or a missing panel
/// makes nobody wait, and what changed meanwhile is shown as it is in the end. A panel does not say
/// that it was without power for a moment, so all of it is written again every [#RENEWAL].
public final class RoomPanel implements AutoCloseable {
  /// How often everything is written again, whether or not it changed: a panel that came back by
  /// itself shows the room again within this time. It takes 0.1 s of the bus.
  static final Duration RENEWAL = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofMillis(200);

  private final String room;
  private final Panel.Fitting fitting;
  private final Wire.Opening<I2cWire> opening;
  private final Hours hours;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final DeviceThread thread;

  /// @param room the id of the room whose door it is
  /// @param fitting which panel it is, such as [Panel#hd44780()]
  /// @param nanos a monotonic source of nanoseconds
  /// @param retry how long to wait before a panel that does not answer is tried again
  public RoomPanel(
      String room,
      Panel.Fitting fitting,
      Wire.Opening<I2cWire> opening,
      Hours hours,
      InstantSource clock,
      LongSupplier nanos,
      Duration retry) {
    this.room = room;
    this.fitting = fitting;
    this.opening = opening;
    this.hours = hours;
    this.clock = clock;
    this.nanos = nanos;
    this.thread = DeviceThread.ofSignal("panel " + room, retry);
  }

  /// Begins to show what this screen's state tells of the room, and returns at once.
  public void start(Screen screen) {
    thread.start(running -> use(screen, running));
  }

  private void use(Screen screen, DeviceThread running)
      throws DeviceException, InterruptedException {
    try (I2cWire wire = opening.open()) {
      Panel panel = fitting.on(wire);
      ScreenState state = screen.state();
      long written = nanos.getAsLong();
      while (!running.isClosing()) {
        panel.show(DoorSign.of(room, state, hours.isOpen(clock.instant())));
        tell(running, panel);
        ScreenState next = screen.stateAfter(state.version(), LOOK);
        state = next == null ? state : next;
        if (nanos.getAsLong() - written >= RENEWAL.toNanos()) {
          written = nanos.getAsLong();
          panel.renew();
        }
      }
      // What stood there would soon be a lie.
      panel.show(new DoorSign.Dark());
    } catch (PiException e) {
      throw new DeviceException(e.message(), e.cure());
    }
  }

  private static void tell(DeviceThread running, Panel panel) {
    Panel.Shortfall shortfall = panel.shortfall();
    if (shortfall == null) {
      running.working(panel.what());
    } else {
      running.warning(shortfall.detail(), shortfall.cure());
    }
  }

  /// How the panel is.
  public Part health() {
    return thread.health();
  }

  /// Waits until the panel was tried for the first time, or this was long enough.
  public void awaitTried(Duration patience) throws InterruptedException {
    thread.awaitTried(patience);
  }

  /// Darkens the panel and lets go of it.
  @Override
  public void close() {
    thread.close();
  }
}
