package daka.signal.panel;

import daka.checkin.Hours;
import daka.device.DeviceThread;
import daka.pi.I2cWire;
import daka.pi.PiException;
import daka.pi.Wire;
import daka.screen.ScreenState;
import daka.signal.Follower;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The panel at a room's door: what it is called and how many more may come in.
///
/// A panel does not say that it was without power for a moment, so all of it is written again every
/// [#RENEWAL]. When the kiosk stops it is dark, since what stood there would soon be a lie.
public final class RoomPanel implements Follower {
  /// How often everything is written again, whether or not it changed: a panel that came back by
  /// itself shows the room again within this time. It takes 0.1 s of the bus.
  static final Duration RENEWAL = Duration.ofSeconds(10);

  /// How often it is looked whether the centre has opened or closed.
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final String room;
  private final String where;
  private final I2cWire wire;
  private final Panel panel;
  private final Hours hours;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private @Nullable ScreenState state;
  private long writtenNanos;
  private boolean lost;

  private RoomPanel(
      String room,
      String where,
      I2cWire wire,
      Panel panel,
      Hours hours,
      InstantSource clock,
      LongSupplier nanos) {
    this.room = room;
    this.where = where;
    this.wire = wire;
    this.panel = panel;
    this.hours = hours;
    this.clock = clock;
    this.nanos = nanos;
    this.writtenNanos = nanos.getAsLong();
  }

  /// Opens the wire to a panel. Whether one is there is seen by the first [#act()].
  ///
  /// @param room the id of the room whose door it is
  /// @param where which panel it is and how it is reached, for the health page
  /// @param fitting the kind of the panel, such as [Panel#hd44780()]
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  /// @throws PiException if the bus cannot be used
  public static RoomPanel open(
      String room,
      String where,
      Panel.Fitting fitting,
      Wire.Opening<I2cWire> opening,
      Hours hours,
      InstantSource clock,
      LongSupplier nanos)
      throws PiException {
    I2cWire wire = opening.open();
    return new RoomPanel(room, where, wire, fitting.on(wire), hours, clock, nanos);
  }

  @Override
  public void show(ScreenState now) {
    state = now;
  }

  @Override
  public Duration act() throws PiException {
    if (nanos.getAsLong() - writtenNanos >= RENEWAL.toNanos()) {
      writtenNanos = nanos.getAsLong();
      panel.renew();
    }
    if (state != null) {
      write(PanelText.of(room, state, hours.isOpen(clock.instant())));
    }
    return LOOK;
  }

  private void write(PanelText sign) throws PiException {
    try {
      panel.show(sign);
    } catch (PiException e) {
      lost = true;
      throw e;
    }
  }

  @Override
  public void tell(DeviceThread thread) {
    Panel.Shortfall shortfall = panel.shortfall();
    if (shortfall == null) {
      thread.working(where);
    } else {
      thread.warning(where + ": " + shortfall.detail(), shortfall.cure());
    }
  }

  @Override
  public void close() {
    try (wire) {
      if (!lost) {
        panel.show(new PanelText.Dark());
      }
    } catch (PiException e) {
      Logger.warn("the panel of room {} was not darkened: {}", room, e.message());
    }
  }
}
