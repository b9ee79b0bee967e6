package daka.signal;

import daka.pi.Level;
import daka.pi.OutputPin;
import daka.pi.PiException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// What hangs on a pin: sees the levels, and can be torn off.
final class WatchedPin implements OutputPin.Opening {
  private final List<Level> levels = new CopyOnWriteArrayList<>();
  private volatile boolean isGone;

  @Override
  public OutputPin open(Level rest) throws PiException {
    check();
    levels.add(rest);
    return new OutputPin() {
      private boolean isClosed;

      @Override
      public void set(Level level) throws PiException {
        check();
        levels.add(level);
      }

      @Override
      public void close() {
        if (!isClosed) {
          levels.add(rest);
        }
        isClosed = true;
      }
    };
  }

  private void check() throws PiException {
    if (isGone) {
      throw new PiException("pin 22 is another program's", "Stop the other program.");
    }
  }

  void tearOff(boolean gone) {
    isGone = gone;
  }

  /// All levels since the first opening.
  List<Level> levels() {
    return List.copyOf(levels);
  }

  /// The level it has, or null if nobody ever drove it.
  @Nullable Level level() {
    return levels.isEmpty() ? null : levels.getLast();
  }
}
