package daka.bench;

import com.microsoft.playwright.Page;
import java.util.List;

/// A page that notes, on its own clock, when the decision it shows has changed.
final class WatchedPage {
  /// An observer is told in the same task in which the page changed. The frame with the change is
  /// asked for then, and is painted when the frame after it begins.
  private static final String WATCH =
      """
      window.watch = (() => {
        let shown = "", changed, painted, waiting;
        const look = () => {
          const now = document.querySelector("main.result")?.dataset.decision ?? "";
          if (now === shown) return;
          [shown, changed, painted] = [now, performance.now(), undefined];
          requestAnimationFrame(() => requestAnimationFrame(() => {
            if (shown === now) painted = performance.now();
            tell();
          }));
        };
        const tell = () => waiting?.decision === shown && painted && waiting.resolve([changed, painted]);
        new MutationObserver(look).observe(document, {
          subtree: true, childList: true, attributeFilter: ["class", "data-decision"],
        });
        return (decision) => new Promise((resolve, reject) => {
          waiting = { decision, resolve };
          setTimeout(reject, 5_000, `"${decision}" was not shown; the page shows "${shown}"`);
          tell();
        });
      })();
      """;

  /// @param changed when the document had changed, in milliseconds since the page was opened
  /// @param painted when the frame with the change had been painted
  record Shown(double changed, double painted) {}

  final Page page;

  /// Opens the address in the page and waits until it shows something.
  WatchedPage(Page page, String url) {
    this.page = page;
    page.addInitScript(WATCH);
    page.navigate(url);
    page.locator("main").waitFor();
  }

  /// Waits until the page has painted this decision, which is not the one it showed before.
  Shown awaitShown(String decision) {
    List<?> times = (List<?>) page.evaluate("(decision) => watch(decision)", decision);
    return new Shown(millis(times.get(0)), millis(times.get(1)));
  }

  static double millis(Object value) {
    return ((Number) value).doubleValue();
  }
}
