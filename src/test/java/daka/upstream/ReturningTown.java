package daka.upstream;

import daka.event.Entry;
import daka.store.journal.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;

/// A town that is away until a moment, and the forwarders of its kiosks, on a clock that jumps to
/// whoever wakes next. Each is the real forwarder; only its pauses are simulated, and one runs at a
/// time.
final class ReturningTown {
  private final Journal journal;
  private final long returns;
  private final SplittableRandom seeds;
  private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>();
  private final Semaphore resting = new Semaphore(0);
  private final List<Duration> reached = new ArrayList<>();
  private long now;

  private record Sleeper(long until, int order, Semaphore wakes) implements Comparable<Sleeper> {
    @Override
    public int compareTo(Sleeper other) {
      int byTime = Long.compare(until, other.until);
      return byTime == 0 ? Integer.compare(order, other.order) : byTime;
    }
  }

  private ReturningTown(Journal journal, Duration returns, long seed) {
    this.journal = journal;
    this.returns = returns.toNanos();
    this.seeds = new SplittableRandom(seed);
  }

  /// When each kiosk reached the town, as time since it came back, in order.
  ///
  /// @param journal what each of them has to send; at least one entry
  /// @param returns when the town comes back
  /// @param starts when each kiosk starts
  static List<Duration> reached(Journal journal, Duration returns, List<Duration> starts, long seed)
      throws InterruptedException {
    ReturningTown town = new ReturningTown(journal, returns, seed);
    List<Forwarder> forwarders = new ArrayList<>();
    try {
      for (Duration start : starts) {
        Forwarder forwarder = town.forwarder(start, forwarders.size());
        forwarders.add(forwarder);
        forwarder.start();
        town.resting.acquire();
      }
      town.run(starts.size());
    } finally {
      forwarders.forEach(Forwarder::close);
    }
    return town.reached;
  }

  private void run(int kiosks) throws InterruptedException {
    while (reached.size() < kiosks) {
      Sleeper next;
      synchronized (this) {
        next = sleepers.remove();
        now = next.until();
      }
      next.wakes().release();
      resting.acquire();
    }
  }

  private Forwarder forwarder(Duration start, int order) {
    Pause pause = duration -> sleep(duration, order);
    return new Forwarder(
        "kiosk-" + order,
        journal,
        new Arriving(start, pause),
        this::answer,
        pause,
        () -> now,
        seeds.split());
  }

  private void sleep(Duration duration, int order) throws InterruptedException {
    Semaphore wakes = new Semaphore(0);
    synchronized (this) {
      sleepers.add(new Sleeper(now + duration.toNanos(), order, wakes));
    }
    resting.release();
    wakes.acquire();
  }

  private synchronized Delivery answer(List<Entry> batch) {
    return now < returns
        ? new Delivery.TryAgain("the town is away", "wait", null)
        : new Delivery.Stored();
  }

  private synchronized void reaches() {
    reached.add(Duration.ofNanos(now - returns));
  }

  /// A cursor whose reader begins at a moment, and which ends the simulation of its kiosk once it
  /// has moved to the end.
  private final class Arriving implements Cursor {
    private final Duration start;
    private final Pause pause;
    private long position;

    Arriving(Duration start, Pause pause) {
      this.start = start;
      this.pause = pause;
    }

    @Override
    public long position() {
      try {
        pause.pause(start);
      } catch (InterruptedException e) {
        throw new IllegalStateException("the simulation was ended", e);
      }
      return position;
    }

    @Override
    public void advance(long number) {
      if (position == 0) {
        reaches();
      }
      position = number;
      if (number == journal.head()) {
        resting.release();
      }
    }

    @Override
    public void setAside(long number, int status, String detail) {
      throw new AssertionError("nothing is refused");
    }

    @Override
    public void arrived(long number) {
      throw new AssertionError("nothing stands aside");
    }

    @Override
    public void refusedAgain(long number, int status, String detail) {
      throw new AssertionError("nothing stands aside");
    }

    @Override
    public long setAsideCount() {
      return 0;
    }
  }
}
