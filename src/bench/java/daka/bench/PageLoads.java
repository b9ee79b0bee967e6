package daka.bench;

import com.microsoft.playwright.Page;
import daka.web.door.Chromium;
import java.util.Arrays;
import java.util.List;

/// What a page loads, and how soon its first view is complete: painted, in the fonts it asks for.
/// Cold is a browser window that knows nothing, warm the same window once more.
final class PageLoads {
  private static final String COMPLETE =
      """
      window.complete = new Promise((resolve) => {
        const look = async () => {
          const main = document.querySelector("main:not(.lost)");
          if (!main?.getBoundingClientRect().height) return;
          watching.disconnect();
          await document.fonts.ready;
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
        };
        const watching = new MutationObserver(look);
        watching.observe(document, { subtree: true, childList: true });
      });
      """;

  /// What came with the page itself counts as one more file. The stream of states never ends, and
  /// so is not among them.
  private static final String WEIGH =
      """
      (heard) => performance.getEntries()
        .filter(({ entryType }) => entryType === "navigation" || entryType === "resource")
        .filter(({ name }) => heard === /\\/voice|\\.(ogg|opus|mp3|wav|woff2?|ttf|otf)(\\?|$)/.test(name))
        .reduce(([files, bytes], { encodedBodySize }) => [files + 1, bytes + encodedBodySize], [0, 0])
      """;

  private static final double SETTLE_MILLIS = 1_000;

  private PageLoads() {}

  static void measure(Chromium chromium, ServedKiosk kiosk, int loads) {
    System.out.printf(
        "| page | files | KB (1,000 bytes) | sounds and fonts, KB | complete, cold, ms, median of"
            + " %d | worst | warm | worst |%n|---|---|---|---|---|---|---|---|%n",
        loads);
    for (String path : new String[] {"/", "/board"}) {
      double[] cold = new double[loads];
      double[] warm = new double[loads];
      String weight = "";
      for (int i = 0; i < loads; i++) {
        try (Page page = chromium.page(1280, 800)) {
          page.addInitScript(COMPLETE);
          cold[i] = load(page, kiosk.url(path));
          weight = weight(page);
          page.navigate("about:blank");
          warm[i] = load(page, kiosk.url(path));
        }
      }
      System.out.printf("| `%s` | %s | %s | %s |%n", path, weight, times(cold), times(warm));
    }
  }

  private static double load(Page page, String url) {
    page.navigate(url);
    double complete = WatchedPage.millis(page.evaluate("() => complete"));
    page.waitForTimeout(SETTLE_MILLIS);
    return complete;
  }

  private static String weight(Page page) {
    double[] drawn = filesAndBytes(page, false);
    double[] heard = filesAndBytes(page, true);
    return "%.0f | %.1f | %.1f".formatted(drawn[0], drawn[1] / 1e3, heard[1] / 1e3);
  }

  private static double[] filesAndBytes(Page page, boolean heard) {
    return ((List<?>) page.evaluate(WEIGH, heard))
        .stream().mapToDouble(WatchedPage::millis).toArray();
  }

  private static String times(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return "%.0f | %.0f".formatted(sorted[sorted.length / 2], sorted[sorted.length - 1]);
  }
}
