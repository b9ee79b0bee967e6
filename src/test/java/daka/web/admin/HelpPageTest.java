package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import daka.web.http.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The help on each page of the office.
class HelpPageTest extends InOffice {
  @Test
  void each_page_has_a_paragraph_that_opens_in_place_by_a_key_and_a_click() throws Exception {
    var texts =
        Json.MAPPER.readTree(Files.readString(Path.of("kiosk", "office", "texts", "zh-Hans.json")));
    List<String> addresses = OfficePagesTest.addresses();
    List<String> names = OfficePagesTest.names();
    assertTrue(names.size() > 10 && names.size() == addresses.size(), names::toString);
    administrator();
    try (Page page = signedIn(ADMIN, "/", 1280)) {
      for (int i = 0; i < names.size(); i++) {
        page.navigate(url("/" + addresses.get(i)));
        Locator paragraph = page.locator(".help p").first();
        Locator summary = page.locator(".help summary");
        assertThat(summary).isVisible();
        assertThat(paragraph).isHidden();
        summary.press("Enter");
        assertThat(paragraph).isVisible();
        assertThat(paragraph).hasText(texts.path("help." + names.get(i)).asText());
        summary.click();
        assertThat(paragraph).isHidden();
      }
    }
  }
}
