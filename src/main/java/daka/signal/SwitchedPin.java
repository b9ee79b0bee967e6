package daka.signal;

import daka.pi.Level;
import daka.pi.OutputPin;
import daka.pi.PiException;

/// A pin that is on or off, whichever level that is. It is off from the moment it is opened, and
/// when it is closed.
final class SwitchedPin implements AutoCloseable {
  private final OutputPin pin;
  private final Level on;
  private boolean isOn;

  private SwitchedPin(OutputPin pin, Level on) {
    this.pin = pin;
    this.on = on;
  }

  /// @param activeLow whether a low level is on
  /// @throws PiException if the pin cannot be opened
  static SwitchedPin open(OutputPin.Opening opening, boolean activeLow) throws PiException {
    Level on = activeLow ? Level.LOW : Level.HIGH;
    return new SwitchedPin(opening.open(on.opposite()), on);
  }

  /// @throws PiException if the pin cannot be driven any more
  void set(boolean wanted) throws PiException {
    if (wanted != isOn) {
      pin.set(wanted ? on : on.opposite());
      isOn = wanted;
    }
  }

  @Override
  public void close() {
    pin.close();
  }
}
