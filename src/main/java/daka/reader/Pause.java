package daka.reader;

import daka.device.DeviceThread;
import java.time.Duration;

/// How a driver waits for its chip. [DeviceThread#pause] is one.
@FunctionalInterface
interface Pause {

  /// Returns after this time, or earlier.
  void take(Duration time) throws InterruptedException;
}
