package daka.rig;

import java.net.URI;
import java.time.Duration;
import java.util.Random;

/// One life of a kiosk that answers taps, for a fault to strike it.
///
/// @param share how many people come in it
record Life(
    KioskProcess kiosk, URI address, Site site, Taps taps, Town town, Random random, int share) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration FORWARDING = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /// The same life with fewer or more people in it.
  Life withShare(int people) {
    return new Life(kiosk, address, site, taps, town, random, people);
  }

  /// Lets people tap, and waits until they have or the kiosk is dead.
  void tap(int people) throws InterruptedException {
    int enough = taps.over() + Math.min(people, taps.left());
    taps.letIn(people);
    taps.await(enough, kiosk::isAlive);
  }

  /// Lets people tap without waiting for them.
  void letIn(int people) {
    taps.letIn(people);
  }

  /// Waits until the kiosk is dead, or has nothing left to forward by this way and has moved its
  /// cursor; but not for long, because line and town may be away.
  void awaitDeathOrForwarded(Route route) throws InterruptedException {
    long until = System.nanoTime() + FORWARDING.toNanos();
    HealthPage health = new HealthPage(address);
    while (kiosk.isAlive() && System.nanoTime() < until && !health.isForwarded(route)) {
      kiosk.live(LOOK_AGAIN);
    }
    kiosk.live(LOOK_AGAIN);
  }

  /// Waits until the kiosk says that a tap would be recorded.
  void awaitWell() throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    HealthPage health = new HealthPage(address);
    while (!health.isWell()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("the kiosk is not well again:\n" + kiosk.log());
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }
}
