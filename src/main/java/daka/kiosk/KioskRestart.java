package daka.kiosk;

import daka.web.settings.Restart;
import org.jspecify.annotations.Nullable;

/// Whether somebody wants the kiosk put together anew, between who asks and who does it. Safe for
/// use by several threads.
public final class KioskRestart implements Restart {
  private boolean asked;
  private boolean begun;
  private @Nullable String why;

  @Override
  public synchronized void ask() {
    asked = true;
    why = null;
  }

  @Override
  public synchronized void begin() {
    begun = true;
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

  /// Waits until somebody has asked and been answered.
  public synchronized void await() throws InterruptedException {
    while (!begun) {
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
    begun = false;
    why = null;
  }

  /// It was not done.
  ///
  /// @param reason with the cure
  synchronized void failed(String reason) {
    asked = false;
    begun = false;
    why = reason;
  }
}
