package daka.signal;

import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.pi.PiException;
import daka.screen.ScreenState;
import java.time.Duration;

/// A device that is open and follows the screen. For one thread.
public interface Follower extends AutoCloseable {
  /// Nothing is to be done until the state changes.
  Duration NOTHING_TO_DO = Duration.ofDays(1);

  /// Takes up a state. When the device was opened anew, this may be one that it had shown before.
  ///
  /// @throws PiException if the device is lost
  /// @throws DeviceException if the device is lost
  void show(ScreenState state) throws PiException, DeviceException;

  /// Does what is to be done by now. Called after each state, when the time it gave is over, and
  /// also sooner.
  ///
  /// @return how long nothing more is to be done; see [#NOTHING_TO_DO]
  /// @throws PiException if the device is lost
  /// @throws DeviceException if the device is lost
  Duration act() throws PiException, DeviceException;

  /// Does once what somebody wants to see who tries it. One that has nothing to show does nothing.
  ///
  /// @throws PiException if the device is lost
  default void attempt(Attempt attempt) throws PiException {}

  /// Says how it works. Called after each [#act()].
  void tell(DeviceThread thread);

  /// Lets go of the device and leaves it as it is when nothing is shown.
  @Override
  void close();
}
