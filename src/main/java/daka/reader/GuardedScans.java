package daka.reader;

import daka.checkin.Scan;
import daka.device.DeviceThread;
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
      Logger.error(
          "reader {}: the desk failed to answer a scan: {}", reader, DeviceThread.nameOf(e));
    }
  }
}
