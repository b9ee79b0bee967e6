package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import daka.screen.Shown;
import daka.store.account.AccountName;
import daka.store.account.Accounts;
import daka.store.account.Totp;
import daka.store.register.TokenRole;
import daka.web.account.Base32;
import daka.web.api.RunningApi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How one gets into the office, and out of it.
class SignInPageTest extends InOffice {

  @Test
  void nothing_is_shown_to_whoever_is_not_signed_in() {
    administrator();
    try (Page page = chromium.office(1280, 800)) {
      for (String path : new String[] {"/", "/visits?from=2026-01-01", "/accounts", "/about"}) {
        page.navigate(url(path));
        assertThat(page.locator("[name=password]")).isVisible();
        String text = page.locator("body").innerText();
        assertFalse(text.contains("王秀英") || text.contains("益民"), text);
      }
    }
  }

  @Test
  void the_code_on_the_screen_makes_the_first_administrator_who_is_signed_in_at_once() {
    invitation.open(List.of(url("/")), "AB:CD");
    try (Page page = chromium.office(360, 800)) {
      page.navigate(url("/"));
      page.locator("[name=code]").fill("WRONGONE");
      page.locator("[name=name]").fill(ADMIN);
      page.locator("[name=password]").fill(PASSWORD);
      page.locator("button.main").click();
      assertThat(page.locator("[role=alert]")).containsText("一次性代码不对");
      page.locator("[name=code]").fill(Shown.code(invitation, api.store.now()));
      page.locator("button.main").click();
      assertThat(page.locator("h1")).hasText("今天");
      assertThat(page.locator(".who")).containsText(ADMIN);
      assertThat(page).hasURL(url("/"));
      assertTrue(accounts().hasAdministrator());
    }
  }

  @Test
  void a_keyboard_alone_signs_in_reads_the_help_and_signs_out() {
    administrator();
    try (Page page = chromium.office(1280, 800)) {
      page.navigate(url("/about"));
      assertThat(page.locator("[name=name]")).isFocused();
      page.keyboard().type(ADMIN);
      page.keyboard().press("Tab");
      page.keyboard().type(PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("关于");
      assertThat(page.locator("h1")).isFocused();
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      assertThat(page.locator(".help p").first()).isVisible();
      page.keyboard().press("Shift+Tab");
      tabTo(page, "[data-step=sign-out]");
      page.keyboard().press("Enter");
      assertThat(page.locator("[name=password]")).isVisible();
      page.navigate(url("/about"));
      assertThat(page.locator("[name=password]")).isVisible();
    }
  }

  @Test
  void a_narrow_window_has_one_line_above_the_page_and_a_menu_for_keyboards_too() {
    administrator();
    try (Page page = signedIn(ADMIN, "/about", 360)) {
      Locator menu = page.locator("[data-step=menu]");
      assertThat(page.locator("nav.pages")).isHidden();
      assertTrue(page.locator("header.top").boundingBox().height <= 80, "it stays out of the way");
      tabTo(page, "[data-step=menu]");
      page.keyboard().press("Enter");
      assertThat(menu).hasAttribute("aria-expanded", "true");
      assertThat(menu).isFocused();
      assertThat(page.locator("[data-step=sign-out]")).isVisible();
      page.keyboard().press("Escape");
      assertThat(page.locator("nav.pages")).isHidden();
      page.keyboard().press("Enter");
      page.locator("nav.pages [data-page=people]").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).isFocused();
      assertThat(page.locator("tr[data-person]").first()).isVisible();
      assertThat(menu).hasAttribute("aria-expanded", "false");
    }
  }

  /// Goes back from one thing that can be used to the one before it, until it is this.
  private static void tabTo(Page page, String selector) {
    String isThere = "selector => document.activeElement === document.querySelector(selector)";
    for (int i = 0; i < 30 && page.evaluate(isThere, selector).equals(false); i++) {
      page.keyboard().press("Shift+Tab");
    }
    assertThat(page.locator(selector)).isFocused();
  }

  @Test
  void a_wrong_password_is_told_and_what_was_typed_stays() {
    administrator();
    try (Page page = chromium.office(1280, 800)) {
      page.navigate(url("/"));
      page.locator("[name=name]").fill(ADMIN);
      page.locator("[name=password]").fill("wrong wrong wrong wrong");
      page.locator("button.main").click();
      assertThat(page.locator("[role=alert]")).containsText("名字或密码不对");
      assertThat(page.locator("[name=name]")).hasValue(ADMIN);
    }
  }

  @Test
  void six_digits_are_asked_for_only_when_the_account_has_them() {
    administrator();
    byte[] secret = Totp.newSecret();
    long id = accounts().find(AccountName.of(ADMIN)).orElseThrow().id();
    accounts().setOtp(id, secret, 0, "");
    try (Page page = chromium.office(1280, 800)) {
      page.navigate(url("/"));
      assertThat(page.locator("[name=otp]")).hasCount(0);
      signIn(page, ADMIN);
      assertThat(page.locator("[name=otp]")).isFocused();
      page.keyboard().type(Totp.code(secret, api.store.now()));
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("今天");
    }
  }

  @Test
  void an_administrator_who_needs_a_second_factor_sets_it_up_before_anything_else(
      @TempDir Path other) throws Exception {
    try (RunningApi strict = new RunningApi(other, rules(true));
        Page page = chromium.office(360, 800)) {
      Accounts accounts = new Accounts(strict.store.database, strict.store.fingerprints);
      accounts.addFirst(AccountName.of(ADMIN), PASSWORD, strict.store.now());
      page.navigate("https://localhost:" + strict.server.port() + "/visits");
      signIn(page, ADMIN);
      page.locator("[name=current_password]").fill(PASSWORD);
      page.locator("[data-step=otp-next]").click();
      assertThat(page.locator(".qr svg")).isVisible();
      assertThat(page.locator("nav.pages")).hasCount(0);
      byte[] secret = Base32.bytes(page.locator("code").innerText());
      page.locator("[name=otp]").fill(Totp.code(secret, strict.store.now()));
      page.locator("[data-step=otp-next]").click();
      assertThat(page.locator("header.top")).isVisible();
      assertThat(page.locator("h1")).hasText("来访记录");
    }
  }

  @Test
  void a_session_that_ends_in_mid_form_is_begun_again_over_it_and_nothing_is_lost() {
    administrator();
    try (Page page = signedIn(ADMIN, "/", 1280)) {
      page.locator("[data-step=admit]").click();
      page.locator("dialog [name=resident][value='']").check();
      page.locator("dialog [name=party]").fill("3");
      page.locator("dialog [name=room]").selectOption("party");
      api.store.pass(Duration.ofMinutes(31));
      page.locator("[data-step=admit-now]").click();
      assertThat(page.locator("dialog.over")).isVisible();
      assertThat(page.locator("dialog.over [name=name]")).hasValue(ADMIN);
      page.locator("dialog.over [name=password]").fill(PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator("dialog.over")).hasCount(0);
      assertThat(page.locator("p.note")).containsText("3");
      assertThat(page.locator("[data-room=party] .room-count b")).hasText("3");
      assertEquals(3, api.store.inside("party"));
    }
  }

  @Test
  void a_page_that_follows_by_itself_signs_out_when_nobody_touches_it() {
    administrator();
    try (Page page = chromium.office(1280, 800)) {
      page.clock().install();
      page.navigate(url("/"));
      signIn(page, ADMIN);
      assertThat(page.locator(".room").first()).isVisible();
      page.clock().fastForward("29:00");
      assertThat(page.locator("dialog.over")).hasCount(0);
      page.clock().fastForward("02:00");
      assertThat(page.locator("dialog.over")).isVisible();
      assertEquals(401, page.evaluate("async () => (await fetch('/api/v1/today')).status"));
    }
  }

  @Test
  void whoever_signs_in_over_a_page_of_somebody_else_begins_anew() {
    administrator();
    account(STAFF, TokenRole.STAFF);
    try (Page page = signedIn(ADMIN, "/visits?from=2026-01-01", 1280)) {
      assertThat(page.locator("tr[data-visit]").first()).isVisible();
      api.store.pass(Duration.ofMinutes(31));
      page.locator("[data-step=filter]").click();
      assertThat(page.locator("dialog.over")).isVisible();
      page.locator("dialog.over [name=name]").fill(STAFF);
      page.locator("dialog.over [name=password]").fill(PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator(".who")).containsText(STAFF);
      assertThat(page).hasURL(Pattern.compile(".*:\\d+/$"));
      assertThat(page.locator("tr[data-visit]")).hasCount(0);
    }
  }

  @Test
  void each_role_sees_the_pages_that_it_may_and_no_others() {
    administrator();
    account(STAFF, TokenRole.STAFF);
    account(AUDITOR, TokenRole.AUDITOR);
    assertPages(
        ADMIN,
        "today",
        "visits",
        "reports",
        "people",
        "rooms",
        "accounts",
        "devices",
        "forwarding",
        "copies",
        "settings",
        "about");
    assertPages(STAFF, "today", "rooms", "accounts", "devices", "about");
    assertPages(AUDITOR, "today", "visits", "reports", "accounts", "about");
    try (Page page = signedIn(STAFF, "/visits", 1280)) {
      assertThat(page.locator("h1")).hasText("没有这个页面");
    }
  }

  private void assertPages(String name, String... pages) {
    try (Page page = signedIn(name, "/", 1280)) {
      assertEquals(
          String.join(" ", pages),
          page.evaluate(
              "[...document.querySelectorAll('nav [data-page]')].map(a => a.dataset.page).join('"
                  + " ')"));
    }
  }

  @Test
  void the_language_is_kept_for_the_next_time() {
    administrator();
    try (Page page = signedIn(ADMIN, "/", 1280)) {
      page.locator("select.languages").selectOption("en");
      assertThat(page.locator("h1")).hasText("Today");
      page.reload();
      assertThat(page.locator("h1")).hasText("Today");
      assertEquals("en", requireNonNull(page.evaluate("document.documentElement.lang")));
    }
  }
}
