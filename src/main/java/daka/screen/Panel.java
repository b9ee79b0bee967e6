package daka.screen;

import daka.pi.I2cWire;
import daka.pi.PiException;
import org.jspecify.annotations.Nullable;

/// A small display on an I²C bus, from the moment it answers until it is lost. Neither kind says
/// whether it still shows what it was told, so all is written anew now and then.
///
/// For one thread at a time.
sealed interface Panel permits Hd44780, Oled {

  /// Makes the panel of a wire.
  @FunctionalInterface
  interface Fitting {
    Panel on(I2cWire wire);
  }

  /// What a panel cannot show well for want of something on this system.
  ///
  /// @param cure what a person should do about it
  record Shortfall(String detail, String cure) {}

  /// What the panel is, and how it is driven.
  String what();

  /// Shows a sign. What the panel was told before is not sent again.
  ///
  /// @throws PiException if the panel does not answer: whatever it shows then, it must be opened
  ///   anew
  void show(DoorSign sign) throws PiException;

  /// Sends everything the next time, as to a panel that has just been plugged in.
  void renew();

  /// What is missing to show the last sign as it should be, or null.
  @Nullable Shortfall shortfall();
}
