package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import daka.store.register.TokenRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The sheets to print and hang up. What they look like on paper is kept in `target/screens`.
class SheetsPageTest extends InOffice {
  private static final List<String> SHEETS = List.of("residents", "staff", "administrators");
  private static final String WIDTHS =
      "async () => { const images = [...document.querySelectorAll('.poster img')];"
          + " await Promise.all(images.map(image => image.decode()));"
          + " return images.every(image => image.naturalWidth == image.getAttribute('width')); }";

  @ParameterizedTest
  @ValueSource(strings = {"zh-Hans", "zh-Hant", "en"})
  void each_sheet_is_one_page_of_a4_with_its_pictures_and_nothing_cut_off(String language)
      throws Exception {
    account(STAFF, TokenRole.STAFF);
    try (Page page = signedIn(STAFF, "/", 1280)) {
      page.locator("select.languages").selectOption(language);
      assertThat(page.locator("html[lang=" + language + "]")).isVisible();
      for (String sheet : SHEETS) {
        page.navigate(url("/sheets/" + sheet));
        assertThat(page.locator("[data-sheet=" + sheet + "] img")).hasCount(3);
        assertEquals(true, page.evaluate(WIDTHS));
        Path pdf = Paper.pdf(page, folder);
        Files.copy(
            pdf,
            Files.createDirectories(Path.of("target", "screens"))
                .resolve("sheet-" + language + "-" + sheet + ".pdf"),
            StandardCopyOption.REPLACE_EXISTING);
        String about = Paper.run("pdfinfo", pdf.toString());
        assertTrue(about.matches("(?s).*Pages: +1\n.*"), about);
        assertTrue(about.contains("(A4)"), about);
        String printed = tight(Paper.run("pdftotext", pdf.toString(), "-"));
        for (String words : page.locator(".poster :is(h2, h3, p, li)").allInnerTexts()) {
          words.lines().forEach(line -> assertTrue(printed.contains(tight(line)), sheet + line));
        }
        assertEquals(3, Paper.run("pdfimages", "-list", pdf.toString()).lines().skip(2).count());
      }
    }
  }

  private static String tight(String text) {
    return text.replaceAll("[\\s•]+", "");
  }

  @Test
  void the_help_of_each_page_leads_to_them() {
    account(STAFF, TokenRole.STAFF);
    try (Page page = signedIn(STAFF, "/", 1280)) {
      page.locator(".help summary").click();
      page.locator(".help a[href='/sheets/staff']").click();
      assertThat(page.locator("[data-sheet=staff] h2")).hasText("看板怎么用");
      page.locator("[data-sheet-link=residents]").click();
      assertThat(page.locator("[data-sheet=residents] h2")).hasText("怎样打卡");
      page.goBack();
      assertThat(page.locator("[data-sheet=staff]")).isVisible();
      assertThat(page.locator("nav.pages [data-page=sheets]")).hasCount(0);
    }
  }
}
