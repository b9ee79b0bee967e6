package daka.web.http;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Turns that are waited for in order and without a thread. Safe for several threads.
final class Turns {
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int free;

  /// @param atOnce how many have a turn at a time
  Turns(int atOnce) {
    this.free = atOnce;
  }

  /// Has `begin` run once there is a turn: now, or by whoever ends one.
  void await(Runnable begin) {
    synchronized (waiting) {
      if (free == 0) {
        waiting.add(begin);
        return;
      }
      free--;
    }
    begin.run();
  }

  /// A turn is over, and goes to whoever has waited longest.
  void end() {
    @Nullable Runnable next;
    synchronized (waiting) {
      next = waiting.poll();
      if (next == null) {
        free++;
      }
    }
    if (next != null) {
      next.run();
    }
  }
}
