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
import daka.store.copies.SealedCopy;
import daka.store.file.Sql;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.register.TokenRole;
import java.io.OutputStream;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The steps by which an administrator restores a copy before the kiosk.
class RestorePageTest extends InBrowser {
  private static final String PASSWORD = "purple tin eats a slow river";

  private static final String PASSPHRASE = "Autumn rain, 1987 - no umbrella";

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
    return administrator(kiosk, language, 800, 480);
  }

  private static Page administrator(RunningKiosk kiosk, String language, int width, int height)
      throws Exception {
    Page page = chromium.page(width, height);
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

  private Path plugSealed(RunningKiosk kiosk) throws Exception {
    Path stick = Files.createDirectories(media.resolve("USB"));
    Path sealed = stick.resolve("daka-copy-2026-11-23.cms");
    kiosk.copy.check();
    try (OutputStream file = Files.newOutputStream(sealed);
        OutputStream out = SealedCopy.seal(file, PASSPHRASE)) {
      Files.copy(kiosk.copy.file(), out);
    }
    kiosk.sticks.add(stick);
    return sealed;
  }

  private static void type(Page page, String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      String layer =
          Character.isUpperCase(letter)
              ? "ABC"
              : Character.isLowerCase(letter) || letter == ' ' ? "abc" : "123";
      page.locator("[data-layer='" + layer + "']").tap();
      page.locator("[data-letter='" + letter + "']").tap();
    }
  }

  @ParameterizedTest
  @CsvSource({"800, 480, zh-Hans", "1080, 1920, zh-Hant", "1280, 800, en"})
  void a_sealed_copy_on_a_stick_is_opened_with_its_passphrase_on_the_screen(
      int width, int height, String language) throws Exception {
    List<String> faults = new ArrayList<>();
    try (RunningKiosk kiosk = kiosk()) {
      plugSealed(kiosk);
      kiosk.store.desk.guests(2);
      try (Page page = administrator(kiosk, language, width, height)) {
        Look look = new Look(page, width + "x" + height + "-" + language);
        page.locator("[data-step=administrator]").tap();
        page.locator("[data-step=restore]").tap();
        look.at("restore-sealed", "[data-copy=stick][data-sealed]", 18);
        page.locator("[data-copy=stick]").tap();
        look.at("restore-passphrase", "[data-passphrase]", 18);
        type(page, "A1-b");
        page.locator("[data-step=open]").tap();
        assertThat(page.locator("[data-passphrase] [role=alert]")).isVisible();
        look.at("restore-passphrase-wrong", "[data-passphrase] [role=alert]", 18);
        for (int i = 0; i < 4; i++) {
          page.locator("[data-step=erase]").tap();
        }
        type(page, PASSPHRASE);
        page.locator("[data-step=show]").tap();
        assertThat(page.locator("[name=passphrase]")).hasValue(PASSPHRASE);
        look.at("restore-passphrase-typed", "[name=passphrase][type=text]", 18);
        page.locator("[data-step=open]").tap();
        assertThat(page.locator(".restore-lost")).containsText("2");
        page.locator("[data-step=restore]").tap();
        page.locator("[data-step=confirm]").tap();
        assertThat(page.locator(".restore [role=status]")).isVisible();
        assertTrue(kiosk.restart.isAsked());
        faults.addAll(look.faults());
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void a_sealed_copy_that_was_changed_on_its_way_is_told_and_nothing_of_it_is_kept()
      throws Exception {
    try (RunningKiosk kiosk = kiosk()) {
      Path sealed = plugSealed(kiosk);
      byte[] bytes = Files.readAllBytes(sealed);
      bytes[bytes.length / 2] ^= 1;
      Files.write(sealed, bytes);
      try (Page page = administrator(kiosk, "en")) {
        page.locator("[data-step=administrator]").tap();
        page.locator("[data-step=restore]").tap();
        page.locator("[data-copy=stick]").tap();
        page.locator("[name=passphrase]").fill(PASSPHRASE);
        page.locator("[name=passphrase]").press("Enter");
        assertThat(page.locator("[role=alert]")).containsText("damaged");
        assertTrue(Files.notExists(kiosk.copy.file().resolveSibling("daka.brought.db")));
      }
    }
  }
}
