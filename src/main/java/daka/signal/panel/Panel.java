package daka.signal.panel;

import daka.pi.I2cWire;
import daka.pi.PiException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A small display on an I²C bus, from the moment it answers until it is lost. Neither kind says
/// whether it still shows what it was told, so all is written anew now and then.
///
/// For one thread at a time.
public sealed interface Panel permits Hd44780, Oled {

  /// Makes the panel of a wire.
  @FunctionalInterface
  interface Fitting {
    Panel on(I2cWire wire);
  }

  /// What a panel cannot show well for want of something on this system.
  ///
  /// @param cure what a person should do about it
  record Shortfall(String detail, String cure) {}

  /// Letters, 16 by 2 or 20 by 4, behind a PCF8574.
  static Fitting hd44780() {
    return wire -> new Hd44780(wire, Hd44780.PARKED);
  }

  /// 128 by 64 dots.
  ///
  /// @param language the centre's own, a BCP 47 tag
  /// @param nanos a monotonic source of nanoseconds
  static Fitting ssd1306(String language, LongSupplier nanos) {
    return wire -> new Oled(wire, OledChip.SSD1306, () -> new PanelDrawing(language), nanos);
  }

  /// 128 by 64 dots.
  ///
  /// @param language the centre's own, a BCP 47 tag
  /// @param nanos a monotonic source of nanoseconds
  static Fitting sh1106(String language, LongSupplier nanos) {
    return wire -> new Oled(wire, OledChip.SH1106, () -> new PanelDrawing(language), nanos);
  }

  /// Shows a sign. What the panel was told before is not sent again.
  ///
  /// @throws PiException if the panel does not answer: whatever it shows then, it must be opened
  ///   anew
  void show(PanelText sign) throws PiException;

  /// Sends everything the next time, as to a panel that has just been plugged in.
  void renew();

  /// What is missing to show signs as they should be, or null.
  @Nullable Shortfall shortfall();
}
