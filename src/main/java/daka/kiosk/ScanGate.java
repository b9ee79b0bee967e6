package daka.kiosk;

import daka.checkin.Scan;
import daka.reader.ScanReceiver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Stands between a reader and the desk. While it is shut a scan waits in it, and what comes after
/// that waits in the device, so that a desk can be exchanged and no tap is lost. Safe for use by
/// several threads.
final class ScanGate implements ScanReceiver {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private @Nullable ScanReceiver desk;
  private int under;

  private interface Handing {
    void to(ScanReceiver desk);
  }

  /// Hands what waits, and what comes, to this desk.
  synchronized void open(ScanReceiver to) {
    desk = to;
    notifyAll();
  }

  /// Lets nothing more through, and returns once the desk has answered what is under way, or after
  /// 5 s if it does not.
  synchronized void shut() throws InterruptedException {
    desk = null;
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (long left = PATIENCE.toMillis();
        under > 0 && left > 0;
        left = (end - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
  }

  @Override
  public void scan(Scan scan) {
    hand(to -> to.scan(scan));
  }

  @Override
  public void unreadable(String reader) {
    hand(to -> to.unreadable(reader));
  }

  @Override
  public void partOfCode(String reader) {
    hand(to -> to.partOfCode(reader));
  }

  private void hand(Handing handing) {
    ScanReceiver to;
    try {
      to = enter();
    } catch (InterruptedException e) {
      // The reader is closed for good, and its thread ends.
      Thread.currentThread().interrupt();
      return;
    }
    try {
      handing.to(to);
    } finally {
      leave();
    }
  }

  private synchronized ScanReceiver enter() throws InterruptedException {
    ScanReceiver to = desk;
    while (to == null) {
      wait();
      to = desk;
    }
    under++;
    return to;
  }

  private synchronized void leave() {
    under--;
    notifyAll();
  }
}
