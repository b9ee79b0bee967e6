package daka.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import daka.web.door.Chromium;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One page that stays open while many tap, each when the page has shown the one before, and some
/// touch it. What the browser holds for it is read ten times, each time after a garbage collection
/// and with the same view shown. The first reading is warm-up: compiled code and caches are in the
/// second.
final class OpenPage {
  private static final int READINGS = 10;
  private static final int TOUCH_EVERY = 50;
  private static final long SETTLE_MILLIS = 500;

  private record Reading(double heap, double nodes, double listeners, double documents) {
    String row() {
      return "%.0f | %.0f | %.0f | %.0f |".formatted(heap / 1024, nodes, listeners, documents);
    }
  }

  private final WatchedPage screen;
  private final CDPSession devtools;
  private int touches;

  private OpenPage(Chromium chromium, ServedKiosk kiosk) {
    screen = new WatchedPage(chromium.page(1280, 800), kiosk.url("/"));
    devtools = screen.page.context().newCDPSession(screen.page);
    devtools.send("Performance.enable");
  }

  /// @param taps a multiple of 20
  static void measure(Chromium chromium, ServedKiosk kiosk, Cards cards, int taps)
      throws IOException, InterruptedException {
    OpenPage open = new OpenPage(chromium, kiosk);
    System.out.printf(
        "| one page open, after | JS heap, KiB | DOM nodes | listeners | documents |%n"
            + "|---|---|---|---|---|%n");
    Reading second = null;
    Reading last = null;
    for (int reading = 1; reading <= READINGS; reading++) {
      for (int i = 0; i < taps / READINGS; i++) {
        open.tap(cards, i);
      }
      last = open.read();
      second = reading == 2 ? last : second;
      System.out.printf("| %d taps | %s%n", reading * (taps / READINGS), last.row());
    }
    if (second != null && last != null) {
      System.out.printf(
          "| last to second | %.2f | %.2f | %.2f | %.2f |%n%n%d touches were among the taps.%n",
          last.heap() / second.heap(),
          last.nodes() / second.nodes(),
          last.listeners() / second.listeners(),
          last.documents() / second.documents(),
          open.touches);
    }
  }

  private void tap(Cards cards, int i) throws IOException, InterruptedException {
    Cards.Tap tap = cards.next();
    screen.awaitShown(tap.decision());
    if (i % TOUCH_EVERY == 0 && tap.decision().equals("arrived")) {
      touch();
      cards.forgetLast();
    }
  }

  /// Presses one of the buttons that the result offers, another one each time.
  private void touch() throws InterruptedException {
    Locator buttons = screen.page.locator("main.result button:enabled");
    buttons.nth(touches++ % buttons.count()).tap();
    TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
  }

  private Reading read() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    devtools.send("HeapProfiler.collectGarbage");
    JsonObject answer = devtools.send("Performance.getMetrics");
    Map<String, Double> metrics = new HashMap<>();
    for (JsonElement metric : answer.getAsJsonArray("metrics")) {
      JsonObject named = metric.getAsJsonObject();
      metrics.put(named.get("name").getAsString(), named.get("value").getAsDouble());
    }
    return new Reading(
        metrics.getOrDefault("JSHeapUsedSize", Double.NaN),
        metrics.getOrDefault("Nodes", Double.NaN),
        metrics.getOrDefault("JSEventListeners", Double.NaN),
        metrics.getOrDefault("Documents", Double.NaN));
  }
}
