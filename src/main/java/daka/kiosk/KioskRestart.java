package daka.kiosk;

import daka.web.settings.Restart;
import org.jspecify.annotations.Nullable;

/// Whether somebody wants the kiosk put together anew, between who asks and who does it. Safe for
/// use by several threads.
public final class KioskRestart implements Restart {
  private boolean asked;
  private @Nullable String why;

  @Override
  public synchronized void ask() {
    asked = true;
    why = null;
    notifyAll();
  }

  @Override
  public synchronized boolean isAsked() {
    return asked;
  }

  @Override
  public synchronized @Nullable String why() {
    return why;
  }

  /// Waits until somebody asks.
  public synchronized void await() throws InterruptedException {
    while (!asked) {
      wait();
    }
  }

  /// It is not done yet.
  synchronized void postpone(String reason) {
    why = reason;
  }

  /// It was done.
  synchronized void done() {
    asked = false;
    why = null;
  }

  /// It was not done.
  ///
  /// @param reason with the cure
  synchronized void failed(String reason) {
    asked = false;
    why = reason;
  }
}
