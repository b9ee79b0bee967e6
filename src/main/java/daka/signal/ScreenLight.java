package daka.signal;

import daka.device.DeviceException;

/// What lights the screen.
public sealed interface ScreenLight permits Backlight, WaylandOutput {

  /// How bright it is.
  enum Brightness {
    OFF,
    DIM,
    BRIGHT
  }

  /// Opens it anew each time, since a screen may be missing at first.
  @FunctionalInterface
  interface Opening {

    /// @throws DeviceException if there is no such screen, or it may not be used
    ScreenLight open() throws DeviceException;
  }

  /// Makes it so. Where it cannot be dimmed it stays bright.
  ///
  /// @throws DeviceException if the screen is gone, or may not be used
  void set(Brightness brightness) throws DeviceException;

  /// Which it is.
  String where();
}
