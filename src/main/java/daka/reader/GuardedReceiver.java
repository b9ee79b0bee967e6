package daka.reader;

import daka.checkin.Scan;
import daka.device.DeviceThread;
import org.tinylog.Logger;

/// Passes scans on, and keeps what the receiver throws from the thread of the reader.
public record GuardedReceiver(String reader, ScanReceiver desk) implements ScanReceiver {

  @Override
  public void scan(Scan scan) {
    guard(() -> desk.scan(scan));
  }

  @Override
  public void unreadable(String reader) {
    guard(() -> desk.unreadable(reader));
  }

  @Override
  public void partOfCode(String reader) {
    guard(() -> desk.partOfCode(reader));
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
