package daka.signal;

import daka.device.Device;
import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.pi.PiException;
import daka.screen.Screen;
import daka.screen.ScreenState;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A device that follows the screen as the pages do: it waits for a state later than the last it
/// saw, and skips to the latest if it falls behind.
public final class FollowingDevice implements Device {
  /// How soon the end is noticed.
  private static final Duration GLANCE = Duration.ofMillis(200);

  /// Opens the device anew each time, since devices are lost and come back.
  @FunctionalInterface
  public interface Opening {

    /// @throws PiException if its pin or bus cannot be used
    /// @throws DeviceException if it cannot be used for another reason
    Follower open() throws PiException, DeviceException;
  }

  private final Screen screen;
  private final Opening opening;
  private final AtomicReference<@Nullable Attempt> wanted = new AtomicReference<>();

  public FollowingDevice(Screen screen, Opening opening) {
    this.screen = screen;
    this.opening = opening;
  }

  /// Has the device do this within [#GLANCE], if it is open then. Returns at once.
  void attempt(Attempt attempt) {
    wanted.set(attempt);
  }

  @Override
  public void use(DeviceThread thread) throws DeviceException, InterruptedException {
    try (Follower follower = opening.open()) {
      wanted.set(null);
      follow(follower, thread);
    } catch (PiException e) {
      throw new DeviceException(e.message(), e.cure());
    }
  }

  private void follow(Follower follower, DeviceThread thread)
      throws PiException, DeviceException, InterruptedException {
    long seen = 0;
    Duration left = Duration.ZERO;
    while (!thread.isClosing()) {
      ScreenState state = screen.stateAfter(seen, left);
      if (state != null) {
        seen = state.version();
        follower.show(state);
      }
      Attempt attempt = wanted.getAndSet(null);
      if (attempt != null) {
        follower.attempt(attempt);
      }
      left = follower.act();
      left = left.compareTo(GLANCE) < 0 ? left : GLANCE;
      follower.tell(thread);
    }
  }
}
