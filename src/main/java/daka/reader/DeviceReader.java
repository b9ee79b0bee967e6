package daka.reader;

import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.health.Part;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What all readers with a device share: an id, the room they stand in, and a thread that opens the
/// device, and opens it again whenever it is missing or lost.
public abstract class DeviceReader implements Reader {
  private final String id;
  private final @Nullable String room;
  private final DeviceThread thread;

  /// @param id the id of the reader in the config
  /// @param room the room it stands in, or null
  /// @param retry how long to wait before a device that is missing is tried again
  protected DeviceReader(String id, @Nullable String room, Duration retry) {
    this.id = id;
    this.room = room;
    this.thread = DeviceThread.ofReader(id, retry);
  }

  @Override
  public final String id() {
    return id;
  }

  /// The room it stands in, or null if it belongs to none.
  protected final @Nullable String room() {
    return room;
  }

  @Override
  public final void start(ScanReceiver desk) {
    ScanReceiver guarded = new GuardedReceiver(id, desk);
    thread.start(running -> use(running, guarded));
  }

  /// Opens the device, and hands what it reads to the desk until the thread is closing or the
  /// device is lost. Called again after each loss.
  ///
  /// @param running says whether it is closing, waits, and is told how the device is
  /// @param desk takes what is read; it never throws
  /// @throws DeviceException if the device is missing or lost, with the cure
  protected abstract void use(DeviceThread running, ScanReceiver desk)
      throws DeviceException, InterruptedException;

  @Override
  public final Part health() {
    return thread.health();
  }

  @Override
  public final void close() {
    thread.close();
  }
}
