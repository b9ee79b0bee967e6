package daka.reader;

import daka.checkin.Scan;
import org.tinylog.Logger;

/// Passes scans on, and keeps what the receiver throws from the thread of the reader.
record GuardedScans(String reader, Scans desk) implements Scans {

  @Override
  public void scan(Scan scan) {
    guard(() -> desk.scan(scan));
  }

  @Override
  public void unreadable(String reader) {
    guard(() -> desk.unreadable(reader));
  }

  private void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      Logger.error("reader {}: the desk failed to answer a scan: {}", reader, nameOf(e));
    }
  }

  /// Which exception, and where from. Its message is left out: it may quote a payload.
  static String nameOf(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? e.getClass().getName() : e.getClass().getName() + " at " + trace[0];
  }
}
