package daka.screen;

import daka.device.Device;
import daka.device.DeviceThread;
import daka.health.Part;
import java.time.Duration;

/// Something beside the pages: a lamp, a beeper, the door, the light of the screen, a panel, or the
/// button that calls the staff.
///
/// Each has a thread of its own, named `signal NAME`, so that one that is slow or broken makes
/// nobody wait. One that is missing or lost is tried again until it is there, and [#health()] says
/// meanwhile what is wrong and the cure.
public final class Signal implements AutoCloseable {
  private final DeviceThread thread;
  private final Device device;

  /// @param name what the health page calls it
  /// @param retry how long to wait before a device that is missing is tried again
  public Signal(String name, Duration retry, Device device) {
    this.thread = DeviceThread.ofSignal(name, retry);
    this.device = device;
  }

  /// Opens the device and uses it from now on. Returns at once.
  ///
  /// @throws IllegalStateException if it was started before
  public void start() {
    thread.start(device);
  }

  /// Waits until the device was tried for the first time, or this was long enough.
  public void awaitTried(Duration patience) throws InterruptedException {
    thread.awaitTried(patience);
  }

  /// How the device is now; see [DeviceThread#health()].
  public Part health() {
    return thread.health();
  }

  /// Puts out, shuts or silences what is on, lets go of the device and ends the thread.
  @Override
  public void close() {
    thread.close();
  }
}
