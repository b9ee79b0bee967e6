package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import daka.store.account.Account;
import daka.store.account.AccountName;
import daka.store.account.Totp;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// How an administrator who has lost the password or the telephone gets into the office again.
class LostPasswordTest extends InOffice {
  private static final String OTHER = "four green kettles under the moon";

  private Account known() {
    return accounts().find(AccountName.of(ADMIN)).orElseThrow();
  }

  private static void recover(Page page, String code, String password) {
    page.locator("[name=code]").fill(code);
    page.locator("[name=name]").fill(ADMIN);
    page.locator("[name=password]").fill(password);
    page.locator("button.main").click();
  }

  private static void enter(Page page, String password) {
    page.locator("[name=name]").fill(ADMIN);
    page.locator("[name=password]").fill(password);
    page.locator("button.main").click();
  }

  @Test
  void the_code_of_the_kiosk_leads_in_without_the_old_password_and_the_old_telephone() {
    administrator();
    accounts().setOtp(known().id(), Totp.newSecret(), 0, "");
    try (Page page = chromium.office(360, 800)) {
      page.navigate(url("/visits"));
      enter(page, PASSWORD);
      assertThat(page.locator("[name=otp]")).isFocused();
      page.locator("a[href='/recover']").click();
      assertThat(page.locator("h1")).hasText("重新登录办公网页");
      assertThat(page.locator("main > p").first()).containsText("“忘了密码”");
      recover(page, recoveries.draw(known().id()), OTHER);
      assertThat(page.locator("h1")).hasText("今天");
      assertThat(page.locator(".who")).containsText(ADMIN);
      assertThat(page).hasURL(url("/"));
      assertFalse(known().otp());
      openMenu(page);
      page.locator("[data-step=sign-out]").click();
      assertThat(page.locator("[autocomplete=current-password]")).isVisible();
      assertThat(page.locator("[name=otp]")).hasCount(0);
      enter(page, PASSWORD);
      assertThat(page.locator("[role=alert]")).containsText("名字或密码不对");
      enter(page, OTHER);
      assertThat(page.locator("header.top")).isVisible();
    }
  }

  @Test
  void a_wrong_code_and_a_weak_password_are_told_and_what_was_typed_stays() {
    administrator();
    String code = recoveries.draw(known().id());
    try (Page page = chromium.office(1280, 800)) {
      page.navigate(url("/recover"));
      recover(page, "WRONGONE", OTHER);
      assertThat(page.locator("[role=alert]")).containsText("代码或名字不对");
      assertThat(page.locator("[name=name]")).hasValue(ADMIN);
      recover(page, code, "123456789012345678");
      assertThat(page.locator("[role=alert]")).containsText("密码不够好");
      assertThat(page.locator("[name=code]")).hasValue(code);
      page.locator("[name=password]").fill(OTHER);
      page.locator("button.main").click();
      assertThat(page.locator("header.top")).isVisible();
    }
  }

  @Test
  void a_keyboard_alone_is_enough_and_back_leads_to_signing_in() {
    administrator();
    String code = recoveries.draw(known().id());
    try (Page page = chromium.office(768, 800)) {
      page.navigate(url("/"));
      assertThat(page.locator("[name=name]")).isFocused();
      for (int i = 0; i < 3; i++) {
        page.keyboard().press("Tab");
      }
      assertThat(page.locator("a[href='/recover']")).isFocused();
      page.keyboard().press("Enter");
      assertThat(page.locator("[name=code]")).isFocused();
      page.goBack();
      assertThat(page.locator("[autocomplete=current-password]")).isVisible();
      page.goForward();
      assertThat(page.locator("[name=code]")).isFocused();
      page.keyboard().type(code.toLowerCase(Locale.ROOT).replaceFirst("....", "$0 "));
      page.keyboard().press("Tab");
      page.keyboard().type(ADMIN);
      page.keyboard().press("Tab");
      page.keyboard().type(OTHER);
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("今天");
      assertThat(page.locator("h1")).isFocused();
    }
  }
}
