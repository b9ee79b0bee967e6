package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Looks at what a page shows as a person would, and as axe-core does, and keeps a picture of it.
public final class Look {
  private static final String FAULTS = script("look.js");
  private static final String AXE = script("/axe.min.js");

  private static final String VIOLATIONS =
      """
      async () => {
        const { violations } = await axe.run();
        return violations.map((violation) => `${violation.id} ${violation.nodes[0].html}`);
      }
      """;

  private static final int KIOSK = 64;
  private static final int OFFICE = 44;

  private final Page page;
  private final String where;
  private final int least;
  private final boolean scrolls;
  private final List<String> faults = new ArrayList<>();

  /// @param where the size and language, for the names of the pictures
  Look(Page page, String where) {
    this(page, where, KIOSK, false);
  }

  private Look(Page page, String where, int least, boolean scrolls) {
    this.page = page;
    this.where = where;
    this.least = least;
    this.scrolls = scrolls;
  }

  /// At a page of the office, which scrolls and is touched by a finger or a mouse.
  public static Look atOffice(Page page, String where) {
    return new Look(page, where, OFFICE, true);
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
  public void at(String state, String view, int smallest) {
    Locator main = page.locator(view);
    assertThat(main.first()).isVisible();
    String name = where + "-" + state;
    Chromium.keep(page, name);
    tell(
        name,
        page.evaluate(FAULTS, Map.of("smallest", smallest, "least", least, "scrolls", scrolls)));
    if (page.evaluate("'axe' in window").equals(false)) {
      page.evaluate(AXE);
    }
    tell(name, page.evaluate(VIOLATIONS));
  }

  private void tell(String name, Object found) {
    ((List<?>) found).forEach(fault -> faults.add(name + ": " + fault));
  }

  /// All that was wrong so far.
  public List<String> faults() {
    return faults;
  }
}
