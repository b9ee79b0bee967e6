package daka.kiosk;

import daka.store.audit.Asker;
import daka.web.copies.RestoringRestart;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Whether somebody wants the kiosk put together anew, between who asks and who does it. Safe for
/// use by several threads.
public final class KioskRestart implements RestoringRestart {
  /// A copy that is to be restored, and who wants it.
  record Restoring(Path copy, Asker asker) {}

  private boolean asked;
  private boolean begun;
  private @Nullable Restoring restoring;
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

  @Override
  public synchronized void restore(Path copy, Asker asker) {
    restoring = new Restoring(copy, asker);
    ask();
  }

  /// What is to be restored by the restart that was asked for, once; null if nothing is.
  synchronized @Nullable Restoring takeRestoring() {
    Restoring now = restoring;
    restoring = null;
    return now;
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
