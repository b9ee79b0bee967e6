package daka.reader.serial;

import daka.device.DeviceException;
import java.nio.file.Path;

/// What Linux says when a tty cannot be opened, in words (errno(3)).
final class SerialErrors {
  private static final int ENOENT = 2;
  private static final int EIO = 5;
  private static final int EAGAIN = 11;
  private static final int EACCES = 13;
  private static final int EBUSY = 16;
  private static final int EINVAL = 22;
  private static final int ENOTTY = 25;

  private SerialErrors() {}

  static DeviceException opening(Path device, int errno) {
    return switch (errno) {
      // jSerialComm answers this too when the process itself has the port open already.
      case ENOENT ->
          new DeviceException(
              device + " is gone again, or another reader of this kiosk has it",
              "name each `device` for one reader only in the config");
      case EACCES ->
          new DeviceException(
              "may not open " + device,
              "add the kiosk's user to the group that owns it, usually dialout");
      case EAGAIN, EBUSY ->
          new DeviceException(device + " is in use by another program", "stop it (fuser names it)");
      case ENOTTY, EINVAL ->
          new DeviceException(
              device + " is not a serial port, or cannot have this speed",
              "correct `device` and `baud` in the config");
      case EIO -> new DeviceException(device + " does not answer", "plug the reader in again");
      default ->
          new DeviceException(
              "cannot open " + device + " (errno " + errno + ")", "plug the reader in again");
    };
  }
}
