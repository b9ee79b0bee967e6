package daka.kiosk;

import java.util.ArrayDeque;
import java.util.Deque;
import org.tinylog.Logger;

/// What was started, to be stopped in reverse.
public final class Parts implements AutoCloseable {
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  public <T extends AutoCloseable> T add(T part) {
    started.push(part);
    return part;
  }

  /// Stops every part, also after one that could not be stopped.
  @Override
  public void close() {
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (Exception e) {
        Logger.error(e, "could not stop {}", part.getClass().getSimpleName());
      }
    }
  }
}
