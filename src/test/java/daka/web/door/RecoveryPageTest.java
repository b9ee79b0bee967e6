package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.store.account.AccountName;
import daka.store.account.Accounts;
import daka.store.account.NewAccount;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.register.TokenRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The code that the board shows to an administrator.
class RecoveryPageTest extends InBrowser {
  private static final String PASSWORD = "purple tin eats a slow river";

  @TempDir Path folder;

  private static long staff(RunningKiosk kiosk, String name, String card, @Nullable String pin) {
    Person person = new Person(name, Role.STAFF, null, null, null, null);
    NewCard read = new NewCard.Read(CardKind.QR, card, false, null);
    return pin == null
        ? kiosk.store.person(person, read)
        : kiosk.store.person(person, read, new NewCard.Read(CardKind.PIN, pin, false, null));
  }

  /// @return the id of the account
  private static long administrator(RunningKiosk kiosk, long person) {
    Accounts accounts = new Accounts(kiosk.store.database, kiosk.store.fingerprints);
    AccountName first = AccountName.of("first");
    accounts.addFirst(first, PASSWORD, kiosk.store.now());
    AccountName name = AccountName.of("陈雅静");
    accounts.add(new NewAccount(name, TokenRole.ADMIN, person, PASSWORD, false), kiosk.store.now());
    return accounts.find(name).orElseThrow().id();
  }

  @Test
  void an_administrators_own_card_shows_a_code_for_the_account() throws Exception {
    List<String> faults = new ArrayList<>();
    try (RunningKiosk kiosk = new RunningKiosk(folder)) {
      long account = administrator(kiosk, staff(kiosk, "陈雅静", "A-1", null));
      for (String language : List.of("zh-Hans", "zh-Hant", "en")) {
        try (Page page = chromium.page(800, 480)) {
          page.navigate(kiosk.url("/"));
          page.locator(".languages button[lang=" + language + "]").tap();
          assertThat(page.locator("html[lang=" + language + "]")).isVisible();
          kiosk.tap("A-1");
          Look look = new Look(page, "800x480-" + language);
          look.at("board-of-administrator", "main.board:has([data-step=administrator])", 18);
          page.locator("[data-step=administrator]").tap();
          look.at("administrator", "main.staff:has([data-step=recovery])", 18);
          page.locator("[data-step=recovery]").tap();
          look.at("recovery", "main.staff:has(.recovery-code)", 18);
          faults.addAll(look.faults());
          String code = page.locator(".recovery-code").textContent();
          assertTrue(kiosk.recoveries.guess(account, code), code);
          kiosk.pass(Duration.ofMinutes(2));
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void the_card_of_other_staff_and_an_administrators_pin_show_none() throws Exception {
    try (RunningKiosk kiosk = new RunningKiosk(folder);
        FollowingPage page = new FollowingPage(kiosk, "board-0123456789abcdef")) {
      administrator(kiosk, staff(kiosk, "陈雅静", "A-1", "482913"));
      staff(kiosk, "李芳", "S-1", null);
      assertEquals(403, page.post("/screen/recovery", "{}").statusCode());
      kiosk.tap("S-1");
      page.awaitUnlocked(true);
      assertEquals(403, page.post("/screen/recovery", "{}").statusCode());
      assertEquals(204, page.post("/screen/lock", "{}").statusCode());
      page.awaitUnlocked(false);
      assertEquals(200, page.post("/screen/unlock", "{\"pin\":\"482913\"}").statusCode());
      page.awaitUnlocked(true);
      assertEquals(403, page.post("/screen/recovery", "{}").statusCode());
      kiosk.tap("A-1");
      assertEquals(200, page.post("/screen/recovery", "{}").statusCode());
    }
  }
}
