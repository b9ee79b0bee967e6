package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import daka.store.register.TokenRole;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The report in the office.
class ReportsPageTest extends InOffice {
  private static final String NOVEMBER = "/reports?by=month&from=2026-11-01&to=2026-11-30";

  @BeforeEach
  void register() {
    administrator();
    account(AUDITOR, TokenRole.AUDITOR);
  }

  @Test
  void a_month_a_quarter_and_any_days_are_told_and_back_leads_to_the_one_before() {
    try (Page page = signedIn(AUDITOR, NOVEMBER, 1280)) {
      assertThat(sum(page, "visits")).hasText("3");
      assertThat(sum(page, "people")).hasText("3");
      assertThat(page.locator("[data-table=rooms] [data-row=sports] td").first()).hasText("2");
      assertThat(page.locator("[data-table] svg")).hasCount(5);
      page.locator("[name=by]").selectOption("quarter");
      assertThat(page).hasURL(Pattern.compile(".*by=quarter&from=2026-10-01&to=2026-12-31$"));
      page.locator("[name=quarter]").selectOption("3");
      page.locator("[data-step=report]").click();
      assertThat(page).hasURL(Pattern.compile(".*from=2026-07-01&to=2026-09-30$"));
      assertThat(sum(page, "visits")).hasText("0");
      page.locator("[name=by]").selectOption("span");
      page.locator("[name=to]").fill("2026-11-23");
      page.locator("[data-step=report]").click();
      assertThat(sum(page, "visits")).hasText("3");
      page.goBack();
      assertThat(sum(page, "visits")).hasText("0");
    }
  }

  @Test
  void what_is_published_hides_small_figures() {
    try (Page page = signedIn(AUDITOR, NOVEMBER, 1280)) {
      page.locator("[name=hide]").check();
      page.locator("[data-step=report]").click();
      assertThat(sum(page, "visits")).hasText("*");
      assertThat(page.locator(".definitions")).containsText("小于 5");
      assertThat(page).hasURL(Pattern.compile(".*hide=true$"));
    }
  }

  @Test
  void without_a_span_it_tells_the_last_month() {
    try (Page page = signedIn(AUDITOR, "/", 1280)) {
      go(page, "reports");
      assertThat(page)
          .hasURL(Pattern.compile(".*/reports\\?by=month&from=\\d{4}-\\d\\d-01&to=\\S{10}$"));
      page.goBack();
      assertThat(page.locator("h1")).hasText("今天");
    }
  }

  @Test
  void the_print_has_the_figures_and_where_to_sign_and_no_buttons() {
    try (Page page = signedIn(AUDITOR, NOVEMBER, 1280)) {
      assertThat(page.locator(".signatures")).isHidden();
      assertThat(sum(page, "visits")).hasText("3");
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(page.locator(".signatures")).isVisible();
      assertThat(page.locator(".sums")).isVisible();
      assertThat(page.locator("nav.pages")).isHidden();
      assertThat(page.locator("[data-step=print]")).isHidden();
      assertThat(page.locator("[data-form=span]")).isHidden();
    }
  }

  @Test
  void its_files_are_of_the_same_span() throws Exception {
    try (Page page = signedIn(AUDITOR, NOVEMBER, 1280)) {
      Download csv = page.waitForDownload(() -> page.locator("[data-file=csv]").click());
      assertEquals("report-2026-11-01-2026-11-30.csv", csv.suggestedFilename());
      assertTrue(Files.readString(csv.path()).contains("sums,,visits,3,0"));
    }
  }

  private static Locator sum(Page page, String measure) {
    return page.locator("[data-measure=" + measure + "] td").first();
  }
}
