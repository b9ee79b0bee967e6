package daka.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Looks at what a page shows as a person would, and as axe-core does, and keeps a picture of it.
final class Look {
  private static final String FAULTS = script("look.js");
  private static final String AXE = script("/axe.min.js");

  private static final String VIOLATIONS =
      """
      async () => {
        const { violations } = await axe.run();
        return violations.map((violation) => `${violation.id} ${violation.nodes[0].html}`);
      }
      """;

  private final Page page;
  private final String where;
  private final List<String> faults = new ArrayList<>();

  /// @param where the size and language, for the names of the pictures
  Look(Page page, String where) {
    this.page = page;
    this.where = where;
  }

  private static String script(String name) {
    try (InputStream in = Look.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Looks at a view when it is there.
  ///
  /// @param state what the picture is called
  /// @param view a selector of the view
  /// @param smallest the least size of a text, in px
  void at(String state, String view, int smallest) {
    Locator main = page.locator(view);
    assertThat(main).isVisible();
    String name = where + "-" + state;
    Chromium.keep(page, name);
    tell(name, page.evaluate(FAULTS, smallest));
    if (page.evaluate("'axe' in window").equals(false)) {
      page.evaluate(AXE);
    }
    tell(name, page.evaluate(VIOLATIONS));
  }

  private void tell(String name, Object found) {
    ((List<?>) found).forEach(fault -> faults.add(name + ": " + fault));
  }

  /// All that was wrong so far.
  List<String> faults() {
    return faults;
  }
}
