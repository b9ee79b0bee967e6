package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import daka.store.OpenStore;
import daka.store.journal.Cursors;
import daka.store.register.TokenRole;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The visit log in the office.
class VisitsPageTest extends InOffice {

  @BeforeEach
  void register() {
    administrator();
    account(AUDITOR, TokenRole.AUDITOR);
  }

  @Test
  void the_address_holds_the_filter_and_back_leads_to_the_one_before() {
    try (Page page = signedIn(AUDITOR, "/visits?from=2026-11-01", 1280)) {
      assertThat(rows(page)).hasCount(3);
      page.locator("[name=room]").selectOption("sports");
      page.locator("[name=open]").selectOption("false");
      page.locator("[data-step=filter]").click();
      assertThat(rows(page)).hasCount(1);
      assertThat(page).hasURL(Pattern.compile(".*from=2026-11-01&room=sports&open=false$"));
      page.reload();
      assertThat(rows(page)).hasCount(1);
      assertThat(page.locator("[name=room]")).hasValue("sports");
      page.goBack();
      assertThat(rows(page)).hasCount(3);
      assertThat(page.locator("[name=room]")).hasValue("");
      page.locator("[data-column=name] a").first().click();
      assertThat(rows(page)).hasCount(1);
      assertThat(page.locator(".one")).containsText("王秀英");
    }
  }

  @Test
  void visits_are_found_by_person_reader_evidence_end_and_whether_the_town_has_them() {
    new Cursors(api.store.database).advance("upstream", api.store.ledger.journal().head() - 1);
    try (Page page = signedIn(AUDITOR, "/visits?from=2026-11-01", 1280)) {
      assertThat(page.locator("tr[data-visit='1'] [data-column=town]")).hasText("已收到");
      assertThat(page.locator("tr[data-visit='3'] [data-column=town]")).hasText("待上传");
      filter(page, "reader", "reader-sports", 2);
      filter(page, "ended", "tap", 1);
      filter(page, "evidence", "rfid", 0);
      filter(page, "evidence", "qr", 1);
      filter(page, "town", "waiting", 1);
      filter(page, "town", "has", 0);
      assertThat(page)
          .hasURL(Pattern.compile(".*reader=reader-sports&evidence=qr&ended=tap&town=has$"));
      page.goBack();
      assertThat(page.locator("[name=town]")).hasValue("waiting");
      page.navigate(url("/visits?from=2026-11-01"));
      page.locator("[data-search=person]").fill("wangx");
      page.locator("[data-person]").click();
      assertThat(page.locator(".one")).containsText("王秀英");
      assertThat(rows(page)).hasCount(1);
    }
  }

  private static void filter(Page page, String name, String value, int found) {
    page.locator("[name=" + name + "]").selectOption(value);
    page.locator("[data-step=filter]").click();
    assertThat(page.locator("[name=" + name + "]")).hasValue(value);
    assertThat(rows(page)).hasCount(found);
  }

  @Test
  void without_a_filter_it_shows_today() {
    try (Page page = signedIn(AUDITOR, "/", 1280)) {
      go(page, "visits");
      assertThat(page).hasURL(Pattern.compile(".*/visits\\?from=(\\S{10})&to=\\1$"));
      page.goBack();
      assertThat(page.locator("h1")).hasText("今天");
    }
  }

  @Test
  void a_long_log_comes_page_by_page_with_the_totals_of_all() throws Exception {
    for (int i = 0; i < 60; i++) {
      api.store.resident("居民" + i, "R-" + i);
      api.store.desk.scan(OpenStore.entrance("R-" + i));
    }
    try (Page page = signedIn(AUDITOR, "/visits?from=2026-11-01", 1280)) {
      assertThat(rows(page)).hasCount(50);
      assertThat(page.locator(".totals")).containsText("63");
      page.locator("[data-step=next]").click();
      assertThat(rows(page)).hasCount(13);
      assertThat(page.locator(".totals")).containsText("63");
      assertThat(page.locator("[data-step=next]")).hasCount(0);
      page.goBack();
      assertThat(rows(page)).hasCount(50);
    }
  }

  @Test
  void a_file_holds_exactly_what_the_filter_finds() throws Exception {
    try (Page page = signedIn(AUDITOR, "/visits?from=2026-11-01&room=sports", 1280)) {
      assertThat(rows(page)).hasCount(2);
      List<String> csv = saved(page, "csv");
      assertEquals(3, csv.size(), csv::toString);
      assertTrue(csv.get(1).contains("李桂兰") && csv.get(2).contains("张建国"), csv::toString);
      List<String> lines = saved(page, "ndjson");
      assertEquals(2, lines.size(), lines::toString);
      assertTrue(lines.getFirst().contains("李桂兰"), lines::toString);
    }
  }

  private static List<String> saved(Page page, String type) throws Exception {
    Download file = page.waitForDownload(() -> page.locator("[data-file=" + type + "]").click());
    assertEquals("visits." + type, file.suggestedFilename());
    return Files.readAllLines(file.path());
  }

  @Test
  void a_filter_that_cannot_be_used_is_told() {
    try (Page page = signedIn(AUDITOR, "/visits?from=2026-11-02&to=2026-11-01", 1280)) {
      assertThat(page.locator("[role=alert]")).containsText("exchange them");
    }
  }

  private static com.microsoft.playwright.Locator rows(Page page) {
    return page.locator("tr[data-visit]");
  }
}
