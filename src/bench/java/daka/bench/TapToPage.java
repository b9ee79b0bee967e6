package daka.bench;

import daka.web.door.Chromium;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// From the POST of a tap to the changed page.
///
/// The tap is sent from here, as a reader sends it, and not by a page: a page that sends it as well
/// would be busy with that, and its request would pass through the browser first. The page notes
/// the moments itself, on its own clock, and is asked for them only when the frame is long over, so
/// that asking takes no part in what is measured. [PageClock] brings the two clocks together.
///
/// The floor, in turns with the taps, is a message to a [BarePage]: what the browser takes for any
/// change at all, most of which is waiting for frames. It is taken from a page that stands still
/// and from one that moves, as the bar of the time left does while a result is shown.
final class TapToPage {
  private static final int WARM_UP = 100;
  private static final int FRAME_MILLIS = 17;
  private static final int APART_MILLIS = 60;

  private final Random random = new Random(1);
  private final WatchedPage screen;
  private final PageClock clock;
  private final WatchedPage bare;
  private final PageClock bareClock;
  private final Percentiles answered;
  private final Percentiles still;
  private final Percentiles moving;
  private final Percentiles changed;
  private final Percentiles painted;

  private TapToPage(Chromium chromium, ServedKiosk kiosk, BarePage server, int taps) {
    screen = new WatchedPage(chromium.page(1280, 800), kiosk.url("/"));
    clock = new PageClock(screen.page);
    bare = new WatchedPage(chromium.page(1280, 800), server.url());
    bareClock = new PageClock(bare.page);
    answered = new Percentiles(taps);
    still = new Percentiles(taps);
    moving = new Percentiles(taps);
    changed = new Percentiles(taps);
    painted = new Percentiles(taps);
  }

  static void measure(Chromium chromium, ServedKiosk kiosk, Cards cards, int taps)
      throws IOException, InterruptedException {
    try (BarePage server = new BarePage()) {
      TapToPage run = new TapToPage(chromium, kiosk, server, taps);
      for (int i = -WARM_UP; i < taps; i++) {
        if (i == 0) {
          run.calibrate();
        }
        run.message(server, BarePage.MOVING + i, i < 0 ? null : run.still);
        run.message(server, "still" + i, i < 0 ? null : run.moving);
        run.tap(cards.next(), i >= 0);
      }
      run.calibrate();
      run.print(taps);
      run.screen.page.close();
      run.bare.page.close();
    }
  }

  private void calibrate() {
    clock.calibrate();
    bareClock.calibrate();
  }

  private void message(BarePage server, String decision, @Nullable Percentiles times)
      throws IOException, InterruptedException {
    long sent = server.send(decision);
    pause();
    WatchedPage.Shown shown = bare.awaitShown(decision);
    if (times != null) {
      times.add(bareClock.between(sent, shown.painted()));
    }
  }

  private void tap(Cards.Tap tap, boolean counts) throws InterruptedException {
    pause();
    WatchedPage.Shown shown = screen.awaitShown(tap.decision());
    if (counts) {
      answered.add((long) (tap.micros() * 1e3));
      changed.add(clock.between(tap.sentNanos(), shown.changed()));
      painted.add(clock.between(tap.sentNanos(), shown.painted()));
    }
  }

  /// At no fixed distance from the frames.
  private void pause() throws InterruptedException {
    TimeUnit.MICROSECONDS.sleep(APART_MILLIS * 1_000L + random.nextInt(FRAME_MILLIS * 1_000));
  }

  private void print(int taps) {
    System.out.printf(
        "| from the POST of a tap, %d taps | p50 | p95 | max |%n|---|---|---|---|%n", taps);
    row("its answer, ms", answered);
    row("the page's document is changed, ms", changed);
    row("the changed page is painted, ms", painted);
    row("a message to a bare page that moves is painted, ms", moving);
    row("a message to a bare page that stands still is painted, ms", still);
    ratio("moves", moving);
    ratio("stands still", still);
    System.out.printf(
        "%nThe page's clock is known to ±%.2f ms, the bare page's to ±%.2f ms.%n",
        clock.uncertainty(), bareClock.uncertainty());
  }

  private static void row(String what, Percentiles times) {
    System.out.printf(
        "| %s | %.1f | %.1f | %.1f |%n",
        what, times.micros(0.5) / 1e3, times.micros(0.95) / 1e3, times.micros(1) / 1e3);
  }

  private void ratio(String how, Percentiles floor) {
    System.out.printf(
        "| ratio to the page that %s | %.2f | %.2f | %.2f |%n",
        how,
        painted.micros(0.5) / floor.micros(0.5),
        painted.micros(0.95) / floor.micros(0.95),
        painted.micros(1) / floor.micros(1));
  }
}
