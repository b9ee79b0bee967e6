package daka.rig;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Random;

/// One life of a kiosk that answers taps, for a fault to strike it.
///
/// @param share how many people come in it
record Life(
    KioskProcess kiosk, URI address, Site site, Taps taps, Town town, Random random, int share) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LOOK_AGAIN_MILLIS = 50;

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

  /// Waits until the kiosk says that a tap would be recorded.
  void awaitWell() throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!isWell()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("the kiosk is not well again:\n" + kiosk.log());
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private boolean isWell() {
    try {
      HttpURLConnection health =
          (HttpURLConnection) address.resolve("/healthz").toURL().openConnection();
      try (InputStream in = health.getInputStream()) {
        in.readAllBytes();
        return true;
      }
    } catch (IOException e) {
      return false;
    }
  }
}
