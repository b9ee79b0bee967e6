package daka.reader.card;

import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.reader.DeviceReader;
import daka.reader.ScanReceiver;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What all readers share on which cards are laid: each card is presented once
/// ([CardPresentations]), also when the device is lost while it lies there.
public abstract class CardReader extends DeviceReader {
  /// How long a reader that has to ask for cards rests between two looks.
  public static final Duration REST = Duration.ofMillis(100);

  private final LongSupplier nanos;
  private @Nullable CardPresentations cards;

  /// @param id the id of the reader in the config
  /// @param room the room it stands in, or null
  /// @param retry how long to wait before a device that is missing is tried again
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  protected CardReader(String id, @Nullable String room, Duration retry, LongSupplier nanos) {
    super(id, room, retry);
    this.nanos = nanos;
  }

  /// The monotonic source of nanoseconds that cards are timed by.
  protected final LongSupplier nanos() {
    return nanos;
  }

  @Override
  protected final void use(DeviceThread running, ScanReceiver desk)
      throws DeviceException, InterruptedException {
    if (cards == null) {
      cards = new CardPresentations(id(), room(), desk, nanos);
    }
    watch(running, cards);
  }

  /// Opens the device and watches what lies there, until the thread is closing or the device is
  /// lost. Called again after each loss.
  ///
  /// @param running says whether it is closing, waits, and is told how the device is
  /// @param cards is told of each look; the same after a loss
  /// @throws DeviceException if the device is missing or lost, with the cure
  protected abstract void watch(DeviceThread running, CardPresentations cards)
      throws DeviceException, InterruptedException;
}
