package daka.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.LongSupplier;

/// The time between the machine being switched on and off. What happens within one boot can be put
/// in order, and its distances in time are known, whatever the wall clock says; also across
/// restarts of the kiosk.
public final class Boot {
  private final String id;
  private final long startMillis;
  private final long startNanos;
  private final LongSupplier nanos;

  private Boot(String id, long startMillis, LongSupplier nanos) {
    this.id = id;
    this.startMillis = startMillis;
    this.startNanos = nanos.getAsLong();
    this.nanos = nanos;
  }

  /// Reads `sys/kernel/random/boot_id` and `uptime` of `/proc`. Where the kernel does not tell, a
  /// boot begins with the kiosk, so that nothing is taken for the same boot which is not.
  ///
  /// @param proc the folder `/proc`
  /// @param nanos a monotonic clock, such as `System::nanoTime`
  public static Boot read(Path proc, LongSupplier nanos) {
    try {
      String id = Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
      String uptime = Files.readString(proc.resolve("uptime")).strip();
      double seconds = Double.parseDouble(uptime.substring(0, Math.max(0, uptime.indexOf(' '))));
      return new Boot(UUID.fromString(id).toString(), Math.round(seconds * 1000), nanos);
    } catch (IOException | IllegalArgumentException e) {
      return new Boot(UUID.randomUUID().toString(), 0, nanos);
    }
  }

  /// A UUID, different for each boot.
  public String id() {
    return id;
  }

  /// Milliseconds since the machine was switched on, exact to 10 ms. Never goes back, and does not
  /// follow the wall clock when that is set.
  public long uptimeMillis() {
    return startMillis + Math.floorDiv(nanos.getAsLong() - startNanos, 1_000_000L);
  }
}
