package daka.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/// Looks at a view as a person would, and keeps what it looks like.
final class Look {
  /// Finds what is cut off, outside the window, too small to read or too small to touch.
  private static final String FAULTS =
      """
      (smallest) => {
        const faults = [];
        const clips = (e) =>
          e.matches("main, section, header, footer, nav") || getComputedStyle(e).overflowY !== "visible";
        for (const e of document.body.querySelectorAll("*")) {
          const box = e.getBoundingClientRect();
          if (box.width === 0) continue;
          const text = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
          const size = parseFloat(getComputedStyle(e).fontSize);
          const small = e.tagName === "BUTTON" && (box.width < 63.5 || box.height < 63.5);
          const found = [
            e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && "is cut off",
            e.scrollHeight > e.clientHeight + 1 && clips(e) && "is cut off below",
            (box.right > innerWidth + 1 || box.bottom > innerHeight + 1) && "is outside",
            text && size < smallest && `has ${size} px`,
            small && `is ${box.width} x ${box.height}`,
          ].filter(Boolean);
          const told = `${e.tagName}.${e.className.baseVal ?? e.className}`;
          faults.push(...found.map((fault) => `${told} "${e.textContent.trim().slice(0, 20)}" ${fault}`));
        }
        return faults;
      }
      """;

  private Look() {}

  /// What is wrong with the view.
  ///
  /// @param view the class of the view, which is waited for
  /// @param where the size and language, for the name of the screenshot
  /// @param smallest the smallest text there may be, in px
  static List<String> at(Page page, String view, String where, int smallest) {
    Locator main = page.locator("main." + view);
    assertThat(main).isVisible();
    String decision = main.getAttribute("data-decision");
    String name = where + "-" + (decision == null ? view : decision);
    Chromium.keep(page, name);
    List<?> faults = (List<?>) page.evaluate(FAULTS, smallest);
    return faults.stream().map(fault -> name + ": " + fault).toList();
  }
}
