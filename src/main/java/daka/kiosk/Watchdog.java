package daka.kiosk;

import daka.host.Systemd;
import daka.upkeep.RepeatedTask;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Tells systemd that all is well each time that it is proven that a tap would be recorded, and
/// else says nothing. After `WatchdogSec` of silence systemd has Java write down what its threads
/// do, and starts the kiosk again.
public final class Watchdog implements AutoCloseable {
  /// So often within the time that systemd waits: one proof that fails, or is late, ends nothing.
  private static final int PROOFS = 4;

  private final Systemd systemd;
  private final RunningKiosk kiosk;
  private final LastRun run;
  private final Duration time;
  private final @Nullable RepeatedTask task;

  /// When systemd was last told, on the monotonic clock; the watchdog's thread alone has it.
  private long lastAlive;

  private Watchdog(Systemd systemd, RunningKiosk kiosk, LastRun run) {
    this.systemd = systemd;
    this.kiosk = kiosk;
    this.run = run;
    Optional<Duration> waits = systemd.watchdog();
    time = waits.orElse(Duration.ZERO);
    lastAlive = System.nanoTime();
    task =
        waits
            .map(all -> new RepeatedTask("watchdog", all.dividedBy(PROOFS), this::round))
            .orElse(null);
  }

  /// Begins to, if systemd waits for it.
  public static Watchdog begin(Systemd systemd, RunningKiosk kiosk) {
    return new Watchdog(systemd, kiosk, LastRun.ofProcess());
  }

  private void round() {
    if (isLate()) {
      // It is over with this run, and what it was waiting for stays noted for the next.
      return;
    }
    try {
      kiosk.prove(this::begins);
      if (!isLate()) {
        run.proven();
        systemd.alive();
        lastAlive = System.nanoTime();
      }
    } catch (UnprovenException e) {
      Logger.warn("a tap might not be recorded: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begins(String step) {
    if (!isLate()) {
      run.begins(step);
    }
  }

  /// Whether systemd has waited too long already.
  private boolean isLate() {
    return System.nanoTime() - lastAlive >= time.toNanos();
  }

  /// Ends, whatever it waits for.
  @Override
  public void close() {
    if (task != null) {
      task.interrupt();
    }
  }
}
