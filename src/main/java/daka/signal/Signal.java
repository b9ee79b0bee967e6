package daka.signal;

import daka.device.Device;
import daka.device.DeviceThread;
import daka.health.Part;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Something beside the pages: a lamp, a beeper, the door, the light of the screen, a panel, or the
/// button that calls the staff.
///
/// Each has a thread of its own, named `signal NAME`, so that one that is slow or broken makes
/// nobody wait. One that is missing or lost is tried again until it is there, and [#health()] says
/// meanwhile what is wrong and the cure.
public final class Signal implements AutoCloseable {
  private final DeviceThread thread;
  private final Device device;
  private final List<Attempt> attempts;
  private final Consumer<Attempt> attempt;

  /// @param name what the health page calls it
  /// @param retry how long to wait before a device that is missing is tried again
  public Signal(String name, Duration retry, Device device) {
    this(name, retry, device, List.of(), _ -> {});
  }

  /// One that can be tried.
  ///
  /// @param name what the health page calls it
  /// @param retry how long to wait before a device that is missing is tried again
  /// @param attempts what it can show
  public Signal(String name, Duration retry, FollowingDevice device, List<Attempt> attempts) {
    this(name, retry, device, attempts, device::attempt);
  }

  private Signal(
      String name,
      Duration retry,
      Device device,
      List<Attempt> attempts,
      Consumer<Attempt> attempt) {
    this.thread = DeviceThread.ofSignal(name, retry);
    this.device = device;
    this.attempts = attempts;
    this.attempt = attempt;
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

  /// What it can show to somebody who tries it; empty if nothing.
  public List<Attempt> attempts() {
    return attempts;
  }

  /// Has it show this, within a blink. Returns at once.
  ///
  /// @return false if it cannot now, as [#health()] says
  public boolean attempt(Attempt wanted) {
    if (!attempts.contains(wanted) || health().state() == Part.State.FAILED) {
      return false;
    }
    attempt.accept(wanted);
    return true;
  }

  /// Puts out, shuts or silences what is on, lets go of the device and ends the thread.
  @Override
  public void close() {
    thread.close();
  }
}
