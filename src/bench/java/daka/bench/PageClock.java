package daka.bench;

import com.microsoft.playwright.Page;

/// How far a page's `performance.now()` is from [System#nanoTime].
///
/// Both count the kernel's monotonic clock, so the distance never changes. A reading of the page's
/// clock was taken between the request for it and its answer, which bounds the distance from both
/// sides; the bounds of many readings together are far narrower than one round trip. Readings
/// before and after a measurement that contradict each other would show a clock that drifts.
final class PageClock {
  private static final int READINGS = 200;

  /// Chromium rounds its clock to this many milliseconds.
  private static final double GRAIN = 0.1;

  private final Page page;
  private double least = Double.NEGATIVE_INFINITY;
  private double most = Double.POSITIVE_INFINITY;

  PageClock(Page page) {
    this.page = page;
  }

  void calibrate() {
    for (int i = 0; i < READINGS; i++) {
      long before = System.nanoTime();
      double now = WatchedPage.millis(page.evaluate("() => performance.now()"));
      long after = System.nanoTime();
      least = Math.max(least, now - after / 1e6);
      most = Math.min(most, now - before / 1e6);
    }
    if (least > most + 2 * GRAIN) {
      throw new IllegalStateException(
          "the clocks of the page and of Java drift: " + least + " to " + most + " ms apart");
    }
  }

  /// How wrong a time between the two clocks may be, in milliseconds either way.
  double uncertainty() {
    return Math.max(0, most - least) / 2 + GRAIN;
  }

  /// The nanoseconds from a moment of [System#nanoTime] to one of the page's clock.
  long between(long fromNanos, double toMillis) {
    return (long) ((toMillis - (least + most) / 2 - fromNanos / 1e6) * 1e6);
  }
}
