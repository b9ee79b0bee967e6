package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import daka.store.journal.Cursors;
import daka.store.register.TokenRole;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How far the receivers have the journal, and what they refused, in the office.
class ForwardingPageTest extends InOffice {
  @BeforeEach
  void refuse() {
    administrator();
    refuse("upstream", 137, "no such room");
    refuse("mqtt", 137, "too old");
  }

  private void refuse(String cursor, long number, String why) {
    new Cursors(api.store.database)
        .setAside(new Cursors.SetAside(cursor, number, 422, why, api.store.now()));
  }

  private static Locator aside(Page page, String why) {
    return page.locator("[data-aside='137']").filter(new Locator.FilterOptions().setHasText(why));
  }

  @Test
  void each_receiver_is_told_with_its_place_what_waits_and_the_last_answer() {
    try (Page page = signedIn(ADMIN, "/forwarding", 1280)) {
      Locator receiver = page.locator("[data-receiver=upstream]");
      long end = api.store.ledger.journal().head();
      assertThat(receiver).containsText("已处理到第 " + (end - 2) + " 条，共 " + end + " 条");
      assertThat(receiver).containsText("还有 2 条在等，最早的是 2026-11-23 09:55");
      assertThat(receiver).containsText("2 entries waiting");
      assertThat(receiver).containsText("Ask the town.");
      assertThat(receiver).hasAttribute("data-state", "warning");
      assertThat(aside(page, "no such room")).containsText("转发（HTTP）");
      assertThat(aside(page, "no such room")).containsText("422");
      assertThat(aside(page, "too old")).containsText("转发（MQTT）");
    }
  }

  @Test
  void what_was_refused_is_sent_again_and_audited() throws Exception {
    try (Page page = signedIn(ADMIN, "/forwarding", 1280)) {
      aside(page, "no such room").locator("[data-step=again]").click();
      assertThat(page.locator("p.note")).containsText("137");
      assertEquals(List.of(137L), api.sentAgain);
      assertTrue(audited("event.sent-again"));
    }
  }

  @Test
  void what_was_refused_is_given_up_by_a_second_click_and_audited() throws Exception {
    try (Page page = signedIn(ADMIN, "/forwarding", 1280)) {
      Locator refused = aside(page, "no such room");
      refused.locator("[data-step=give-up]").click();
      assertThat(refused.locator("[data-step=give-up]")).hasText("确定放弃");
      assertThat(aside(page, "too old").locator("[data-step=give-up]")).hasText("放弃");
      assertThat(page.locator("[data-aside]")).hasCount(2);
      refused.locator("[data-step=give-up]").click();
      assertThat(page.locator("p.note")).containsText("137");
      assertThat(page.locator("[data-aside]")).hasCount(1);
      assertThat(aside(page, "too old")).isVisible();
      assertTrue(audited("event.given-up"));
    }
  }

  @Test
  void what_was_refused_otherwise_meanwhile_is_not_given_up_unseen() throws Exception {
    try (Page page = signedIn(ADMIN, "/forwarding", 1280)) {
      aside(page, "no such room").locator("[data-step=give-up]").click();
      assertThat(aside(page, "no such room").locator("[data-step=give-up]")).hasText("确定放弃");
      new Cursors(api.store.database)
          .refusedAgain(new Cursors.SetAside("upstream", 137, 413, "too large", api.store.now()));
      aside(page, "no such room").locator("[data-step=give-up]").click();
      assertThat(page.locator("[role=alert]")).containsText("又被回复了一次");
      assertThat(aside(page, "too large").locator("[data-step=give-up]")).hasText("放弃");
      assertThat(page.locator("[data-aside]")).hasCount(2);
      aside(page, "too large").locator("[data-step=again]").click();
      assertThat(page.locator("p.note")).containsText("137");
      assertEquals(List.of(137L), api.sentAgain);
    }
  }

  @Test
  void what_no_receiver_takes_any_more_can_only_be_given_up_and_says_so() {
    try (Page page = signedIn(ADMIN, "/forwarding", 1280)) {
      aside(page, "too old").locator("[data-step=again]").click();
      assertThat(page.locator("[role=alert]")).containsText("no receiver");
      assertThat(page.locator("[data-aside]")).hasCount(2);
      assertTrue(api.sentAgain.isEmpty());
    }
  }

  @Test
  void today_leads_an_administrator_there_and_nobody_else() {
    account(STAFF, TokenRole.STAFF);
    try (Page page = signedIn(ADMIN, "/", 1280)) {
      page.locator(".needs a[href='/forwarding']").click();
      assertThat(page.locator("[data-receiver=upstream]")).isVisible();
    }
    try (Page page = signedIn(STAFF, "/", 1280)) {
      assertThat(page.locator(".needs")).containsText("拒收 2 条");
      assertThat(page.locator("a[href='/forwarding']")).hasCount(0);
      page.navigate(url("/forwarding"));
      assertThat(page.locator("[data-receiver]")).hasCount(0);
    }
  }

  private boolean audited(String action) throws Exception {
    return api.get(api.admin, "/api/v1/audit").body().contains("\"" + action + "\"");
  }
}
