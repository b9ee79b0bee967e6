package daka.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Pauses that take a ten-thousandth of their time, and a monotonic clock that counts them in full.
public final class Pauses implements Pause, LongSupplier {
  private static final long FASTER = 10_000;

  private final List<Duration> taken = new ArrayList<>();
  private int rests;
  private long nanos;

  @Override
  public void pause(Duration duration) throws InterruptedException {
    synchronized (this) {
      if (isRest(duration)) {
        rests++;
      } else {
        taken.add(duration);
      }
      nanos += duration.toNanos();
    }
    TimeUnit.NANOSECONDS.sleep(duration.toNanos() / FASTER);
  }

  /// Whether it is one between two batches. After a failure the wait is hardly ever as short.
  static boolean isRest(Duration pause) {
    return pause.compareTo(Forwarder.PACE) <= 0;
  }

  /// All but the rests between two batches.
  public synchronized List<Duration> taken() {
    return List.copyOf(taken);
  }

  /// How many rests between two batches were taken.
  public synchronized int rests() {
    return rests;
  }

  @Override
  public synchronized long getAsLong() {
    return nanos;
  }
}
