package daka.reader.serial;

import daka.device.DeviceException;

/// What is said to the scan engine behind a tty, if the config says which it is. Without being told
/// anything, every engine sends the codes it reads as lines.
///
/// Settings are those that an engine forgets without power: they are sent at each opening, and its
/// flash would not bear that for years.
public sealed interface Engine permits GrowEngine, NewlandEngine, HoneywellEngine {

  /// When an engine looks for a code.
  enum Look {
    /// When something moves before it.
    SENSE,
    /// All the time.
    CONTINUOUS,
    /// When it is told to, which is done whenever it has stopped.
    HOST
  }

  /// When it looks.
  Look look();

  /// Sets it up: when it looks, and that it makes no sound of its own, which people would take for
  /// an answer.
  ///
  /// @return whether it has answered and understood
  boolean setUp(EngineLine line) throws DeviceException;

  /// Tells it to look now.
  void trigger(EngineLine line) throws DeviceException;
}
