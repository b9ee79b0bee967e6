package daka.rig;

import java.util.concurrent.atomic.AtomicInteger;

/// Ends the process at once when a step is reached for the so-manieth time.
///
/// @param step that ends it
/// @param left how often it may still be passed, this once included
public record Fuse(Step step, AtomicInteger left) {
  /// The exit code of a process that was killed by SIGKILL, as shells tell it.
  public static final int KILLED = 137;

  /// @param times 1 if the first time is the last
  public static Fuse at(Step step, int times) {
    return new Fuse(step, new AtomicInteger(times));
  }

  /// Called wherever a step is passed. Nothing is closed, flushed or said.
  void pass(Step passed) {
    if (passed == step && left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
