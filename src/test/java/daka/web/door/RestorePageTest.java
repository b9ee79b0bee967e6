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
import daka.store.file.Sql;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.register.TokenRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The steps by which an administrator restores a copy before the kiosk.
class RestorePageTest extends InBrowser {
  private static final String PASSWORD = "purple tin eats a slow river";

  @TempDir Path folder;
  @TempDir Path media;

  private RunningKiosk kiosk() throws Exception {
    RunningKiosk kiosk = new RunningKiosk(folder);
    Person person = new Person("陈雅静", Role.STAFF, null, null, null, null);
    long id = kiosk.store.person(person, new NewCard.Read(CardKind.QR, "A-1", false, null));
    Accounts accounts = new Accounts(kiosk.store.database, kiosk.store.fingerprints);
    accounts.addFirst(AccountName.of("first"), PASSWORD, kiosk.store.now());
    accounts.add(
        new NewAccount(AccountName.of("陈雅静"), TokenRole.ADMIN, id, PASSWORD, false),
        kiosk.store.now());
    return kiosk;
  }

  private static Page administrator(RunningKiosk kiosk, String language) throws Exception {
    Page page = chromium.page(800, 480);
    page.navigate(kiosk.url("/"));
    page.locator(".languages button[lang=" + language + "]").tap();
    assertThat(page.locator("html[lang=" + language + "]")).isVisible();
    kiosk.tap("A-1");
    return page;
  }

  private void plug(RunningKiosk kiosk) throws Exception {
    Path stick = Files.createDirectories(media.resolve("USB"));
    kiosk.copy.check();
    Files.copy(
        kiosk.copy.file(), stick.resolve("daka 2026-11.copy"), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(stick.resolve("photo.jpg"), "no copy");
    kiosk.sticks.add(stick);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh-Hans", "zh-Hant", "en"})
  void an_administrator_is_led_from_the_stick_to_the_restart(String language) throws Exception {
    List<String> faults = new ArrayList<>();
    try (RunningKiosk kiosk = kiosk()) {
      plug(kiosk);
      kiosk.store.desk.guests(2);
      try (Page page = administrator(kiosk, language)) {
        Look look = new Look(page, "800x480-" + language);
        look.at("board-of-administrator", "main.board:has([data-step=administrator])", 18);
        page.locator("[data-step=administrator]").tap();
        page.locator("[data-step=restore]").tap();
        look.at("restore", "main.staff:has([data-copy=stick])", 18);
        assertThat(page.locator("[data-copy]")).hasCount(2);
        assertThat(page.locator("[data-copy=stick]")).containsText("daka 2026-11.copy");
        page.locator("[data-copy=stick]").tap();
        look.at("restore-looked", "[data-looked]", 18);
        assertThat(page.locator(".restore-lost")).containsText("2");
        page.locator("[data-step=restore]").tap();
        look.at("restore-sure", "[data-step=confirm]", 18);
        assertTrue(!kiosk.restart.isAsked(), "not yet");
        page.locator("[data-step=confirm]").tap();
        look.at("restore-confirmed", ".restore [role=status]", 18);
        assertTrue(kiosk.restart.isAsked());
        faults.addAll(look.faults());
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void a_copy_that_is_damaged_or_lacks_a_room_of_the_kiosk_is_told_and_cannot_be_confirmed()
      throws Exception {
    try (RunningKiosk kiosk = kiosk()) {
      plug(kiosk);
      Path copy = media.resolve("USB").resolve("daka 2026-11.copy");
      try (var connection = DriverManager.getConnection("jdbc:sqlite:" + copy)) {
        Sql.change(connection, "UPDATE rooms SET id = 'lobby' WHERE id = 'hall'");
      }
      try (Page page = administrator(kiosk, "en")) {
        page.locator("[data-step=administrator]").tap();
        page.locator("[data-step=restore]").tap();
        page.locator("[data-copy=stick]").tap();
        assertThat(page.locator("[data-looked] [role=alert]")).containsText("hall");
        assertThat(page.locator("[data-step=restore]")).hasCount(0);
        page.locator("[data-step=back]").tap();
        Files.write(copy, Arrays.copyOf(Files.readAllBytes(copy), 20_000));
        page.locator("[data-step=restore]").tap();
        page.locator("[data-copy=stick]").tap();
        assertThat(page.locator("[role=alert]")).containsText("damaged");
      }
    }
  }
}
