package daka.plugged;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A device that is there.
///
/// @param kind how it is reached
/// @param device what the config calls it, such as `/dev/serial/by-id/usb-…`; it stays the same
///   when the device is plugged in elsewhere, if Linux has such a name for it
/// @param name what it calls itself; empty if it does not
/// @param form what it looks like
/// @param fits the kinds of reader that it may be, the likeliest first; none if it is no reader
/// @param taken who else has it, or null
public record Plugged(
    Kind kind, String device, String name, Form form, List<String> fits, @Nullable String taken) {

  /// How it is reached.
  public enum Kind {
    INPUT,
    SERIAL,
    CAMERA,
    PCSC,
    I2C,
    SPI
  }

  /// What it looks like, by what it says it can do.
  public enum Form {
    /// Types letters and digits: a keyboard, or a scanner that types.
    TYPES,
    /// A mouse or the like.
    POINTER,
    TOUCH,
    /// Some buttons, such as that which switches the machine off.
    BUTTONS,
    /// A serial port on USB.
    USB_SERIAL,
    /// A serial port of the machine's own.
    UART,
    USB_CAMERA,
    /// A camera at the Pi's own connector.
    PI_CAMERA,
    CARD_READER,
    /// The pins of the Pi, or what else is wired up.
    BUS
  }
}
