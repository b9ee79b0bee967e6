package daka.device;

/// What a [DeviceThread] keeps in use.
@FunctionalInterface
public interface Device {

  /// Opens the device, uses it until the thread [DeviceThread#isClosing()], and lets go of it.
  ///
  /// @throws DeviceException if it cannot be opened, or is lost
  void use(DeviceThread thread) throws DeviceException, InterruptedException;
}
