package daka.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
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
  private static final String FAULTS = script();

  private final Page page;
  private final String where;
  private final List<String> faults = new ArrayList<>();

  /// @param where the size and language, for the names of the pictures
  Look(Page page, String where) {
    this.page = page;
    this.where = where;
  }

  private static String script() {
    try (InputStream in = Look.class.getResourceAsStream("look.js")) {
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
    List<?> found = (List<?>) page.evaluate(FAULTS, smallest);
    found.forEach(fault -> faults.add(name + ": " + fault));
    new AxeBuilder(page)
        .setLegacyMode(true)
        .analyze()
        .getViolations()
        .forEach(
            violation ->
                faults.add(
                    name
                        + ": "
                        + violation.getId()
                        + " "
                        + violation.getNodes().getFirst().getHtml()));
  }

  /// All that was wrong so far.
  List<String> faults() {
    return faults;
  }
}
