package daka.upstream;

import java.time.Duration;

/// How the forwarder waits between two attempts. `Thread::sleep` is one: it runs on monotonic time,
/// so a clock that is set neither shortens nor lengthens it.
@FunctionalInterface
public interface Pause {
  void pause(Duration duration) throws InterruptedException;
}
