package daka.reader.card;

import daka.device.DeviceThread;
import java.time.Duration;

/// How a driver waits for its chip. [DeviceThread#pause] is one.
@FunctionalInterface
public interface ChipWait {

  /// Returns after this time, or earlier.
  void take(Duration time) throws InterruptedException;
}
