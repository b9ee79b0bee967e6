package daka.upkeep;

import daka.store.file.StoreException;
import daka.store.register.SlowPins;
import org.tinylog.Logger;

/// Takes slow hashes over PINs from a version before, on a thread of its own beside the taps. What
/// is not done when the kiosk stops is done after the next start.
public final class PinUpgrade implements AutoCloseable {
  private final Thread thread;
  private volatile boolean stopped;

  public PinUpgrade(SlowPins pins) {
    thread = Thread.ofPlatform().name("pin-upgrade").daemon().start(() -> run(pins));
  }

  private void run(SlowPins pins) {
    try {
      int done = pins.takeOver(() -> !stopped);
      if (done > 0) {
        Logger.info("{} PINs of a version before are kept by a slow hash now", done);
      }
    } catch (StoreException e) {
      Logger.warn("PINs of a version before are still kept by a fast hash: {}", e.getMessage());
    }
  }

  /// Ends after the PIN under way.
  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
