package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import daka.store.account.AccountName;
import daka.store.account.NewAccount;
import daka.store.account.Totp;
import daka.store.register.TokenRole;
import daka.web.account.Base32;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Accounts and where somebody is signed in, in the office.
class AccountsPageTest extends InOffice {
  private static final String OTHER = "十二月的雪落在屋顶上慢慢地融化";

  @BeforeEach
  void register() {
    administrator();
    account(STAFF, TokenRole.STAFF);
  }

  @Test
  void an_administrator_makes_changes_and_deletes_accounts() {
    try (Page page = signedIn(ADMIN, "/accounts", 1280)) {
      page.locator("[data-step=add]").click();
      page.locator("dialog [name=name]").fill(AUDITOR);
      page.locator("dialog [name=role]").selectOption("auditor");
      page.locator("dialog [name=password]").fill(OTHER + "了");
      page.locator("[data-step=add-now]").click();
      assertThat(row(page, AUDITOR)).containsText("查阅员");
      row(page, AUDITOR).locator("button").click();
      page.locator("dialog [name=role]").selectOption("staff");
      page.locator("[data-step=change-now]").click();
      assertThat(row(page, AUDITOR)).containsText("工作人员");
      assertEquals(TokenRole.STAFF, account(AUDITOR));
      row(page, AUDITOR).locator("button").click();
      page.locator("dialog [data-step=delete]").click();
      assertThat(row(page, AUDITOR)).hasCount(1);
      page.locator("dialog [data-step=delete]").click();
      assertThat(row(page, AUDITOR)).hasCount(0);
    }
  }

  private static com.microsoft.playwright.Locator row(Page page, String name) {
    return page.locator("[data-account='" + name + "']");
  }

  private TokenRole account(String name) {
    return accounts().find(AccountName.of(name)).orElseThrow().role();
  }

  @Test
  void a_password_that_will_not_do_and_the_last_administrator_are_told() {
    try (Page page = signedIn(ADMIN, "/accounts", 1280)) {
      row(page, STAFF).locator("button").click();
      page.locator("dialog [name=password]").fill("password password");
      page.locator("[data-step=change-now]").click();
      assertThat(page.locator("dialog [role=alert]")).isVisible();
      page.locator("[data-step=close]").click();
      row(page, ADMIN).locator("button").click();
      page.locator("dialog [name=role]").selectOption("staff");
      page.locator("[data-step=change-now]").click();
      assertThat(page.locator("dialog [role=alert]")).containsText("最后一位管理员");
      assertEquals(TokenRole.ADMIN, account(ADMIN));
    }
  }

  @Test
  void what_another_administrator_has_changed_meanwhile_is_told_before_it_is_overwritten() {
    try (Page page = signedIn(ADMIN, "/accounts", 1280)) {
      row(page, STAFF).locator("button").click();
      String tag = accounts().find(AccountName.of(STAFF)).orElseThrow().tag();
      accounts()
          .change(new NewAccount(AccountName.of(STAFF), TokenRole.AUDITOR, null, null, true), tag);
      page.locator("[data-step=change-now]").click();
      assertThat(page.locator("dialog [role=alert]")).containsText("查阅员");
      assertEquals(TokenRole.AUDITOR, account(STAFF));
    }
  }

  @Test
  void ones_own_password_is_changed_with_the_present_one_alone() {
    try (Page page = signedIn(STAFF, "/accounts", 360)) {
      assertThat(page.locator("[data-account]")).hasCount(0);
      page.locator("[data-step=password]").click();
      page.locator("[name=current_password]").fill("not the present one at all");
      page.locator("dialog [name=password]").fill(OTHER + "了");
      page.locator("[data-step=change]").click();
      assertThat(page.locator("dialog [role=alert]")).containsText("现在的密码不对");
      page.locator("[name=current_password]").fill(PASSWORD);
      page.locator("[data-step=change]").click();
      assertThat(page.locator("p.note")).isVisible();
      assertTrue(accounts().verify(AccountName.of(STAFF), OTHER + "了").isPresent());
      assertFalse(accounts().verify(AccountName.of(STAFF), PASSWORD).isPresent());
    }
  }

  @Test
  void a_second_factor_is_set_up_by_an_app_that_reads_or_is_told_the_secret() {
    try (Page page = signedIn(STAFF, "/accounts", 360)) {
      page.locator("[data-step=otp]").click();
      page.locator("[name=current_password]").fill(PASSWORD);
      page.locator("[data-step=otp-next]").click();
      assertThat(page.locator(".qr svg")).isVisible();
      byte[] secret = Base32.bytes(page.locator("dialog code").innerText());
      page.locator("[name=otp]").fill(Totp.code(secret, api.store.now()));
      page.locator("[data-step=otp-next]").click();
      assertThat(page.locator("p.note")).isVisible();
      assertTrue(accounts().find(AccountName.of(STAFF)).orElseThrow().otp());
    }
  }

  @Test
  void a_token_for_a_program_is_made_seen_once_and_revoked() throws Exception {
    try (Page page = signedIn(ADMIN, "/accounts", 1280)) {
      page.locator("[data-step=new-token]").click();
      page.locator("dialog [name=name]").fill("每夜取记录");
      page.locator("dialog [name=account]").selectOption(STAFF);
      assertThat(page.locator("dialog [name=role] option")).hasCount(1);
      page.locator("dialog [name=account]").selectOption(ADMIN);
      page.locator("dialog [name=role]").selectOption("auditor");
      page.locator("dialog [name=current_password]").fill("not the present one at all");
      page.locator("[data-step=make-token]").click();
      assertThat(page.locator("dialog [role=alert]")).containsText("您的密码不对");
      page.locator("dialog [name=current_password]").fill(PASSWORD);
      page.locator("[data-step=make-token]").click();
      String token = page.locator("[data-secret]").innerText().strip();
      assertEquals(200, api.get(token, "/api/v1/visits.csv").statusCode());
      page.locator("dialog [data-step=close]").click();
      com.microsoft.playwright.Locator row = page.locator("[data-token='每夜取记录']");
      assertThat(row).containsText(ADMIN);
      assertThat(row).containsText("查阅员");
      assertThat(page.locator("body")).not().containsText(token);
      row.locator("button").click();
      page.locator("[data-step=revoke-now]").click();
      assertThat(row).hasCount(0);
      assertEquals(401, api.get(token, "/api/v1/visits.csv").statusCode());
    }
  }

  @Test
  void somebody_who_is_signed_in_elsewhere_is_signed_out_there() {
    try (Page there = signedIn(STAFF, "/", 360);
        Page page = signedIn(ADMIN, "/accounts", 1280)) {
      page.locator("[data-sign-in]", new Page.LocatorOptions().setHasText(STAFF))
          .locator("button")
          .click();
      assertThat(page.locator("[data-sign-in]")).hasCount(1);
      assertThat(page.locator("[data-sign-in]")).containsText(Pattern.compile("就是这里"));
      assertThat(there.locator("dialog.over")).isVisible();
    }
  }
}
