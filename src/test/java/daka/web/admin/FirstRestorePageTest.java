package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import daka.screen.Shown;
import daka.store.OpenStore;
import daka.store.copies.SealedCopy;
import daka.store.rescue.Backup;
import daka.web.door.Look;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A kiosk without an administrator goes on with the copy of another one, by the code on its
/// screen.
class FirstRestorePageTest extends InOffice {
  @TempDir Path elsewhere;
  private Path sealed;

  @BeforeEach
  void carry() throws Exception {
    Path other = Files.createDirectory(elsewhere.resolve("other"));
    Path copy = elsewhere.resolve("daka.copy");
    try (OpenStore store = new OpenStore(other)) {
      store.resident("王秀英", "W-1");
      store.desk.scan(OpenStore.entrance("W-1"));
      new Backup(other, store::now).make(copy);
    }
    sealed = elsewhere.resolve("daka-copy.cms");
    try (OutputStream file = Files.newOutputStream(sealed);
        OutputStream out = SealedCopy.seal(file, PASSWORD)) {
      Files.copy(copy, out);
    }
    invitation.open(List.of(url("/")), "AB:CD");
  }

  private String code() {
    return Shown.code(invitation, api.store.now());
  }

  @ParameterizedTest
  @CsvSource({"360, zh-Hans", "768, zh-Hant", "1280, en"})
  void whoever_stands_before_it_brings_a_copy_sees_what_is_in_it_and_confirms(
      int width, String language) {
    List<String> faults = new ArrayList<>();
    try (Page page = chromium.office(width, 800)) {
      page.navigate(url("/"));
      page.locator("select.languages").selectOption(language);
      page.locator("a[href='/setup/restore']").click();
      Look look = Look.atOffice(page, width + "-" + language);
      look.at("first-restore-code", "[name=code]", 12);
      page.locator("[name=code]").fill(code());
      page.locator("button.main").click();
      look.at("first-restore-file", "[name=copy]", 12);
      page.locator("[name=copy]").setInputFiles(sealed);
      page.locator("[name=sealed]").fill(PASSWORD);
      page.locator("[data-step=bring-copy]").click();
      look.at("first-restore-looked", "[data-looked]", 12);
      assertThat(page.locator("[data-looked]")).containsText("1");
      assertThat(page.locator("[data-lost]")).isVisible();
      assertFalse(api.restart.isAsked(), "nothing is restored by that");
      page.locator("[data-step=confirm]").click();
      look.at("first-restore-done", "[data-confirmed]", 12);
      assertTrue(api.restart.isAsked());
      faults.addAll(look.faults());
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void a_wrong_passphrase_is_told_and_needs_no_other_code() {
    try (Page page = chromium.office(1280, 800)) {
      page.navigate(url("/setup/restore"));
      page.locator("[name=code]").fill("AAAAAAAA");
      page.locator("button.main").click();
      assertThat(page.locator("[role=alert]")).isVisible();
      page.locator("[name=code]").fill(code());
      page.locator("button.main").click();
      page.locator("[name=copy]").setInputFiles(sealed);
      page.locator("[name=sealed]").fill(PASSWORD + "!");
      page.locator("[data-step=bring-copy]").click();
      assertThat(page.locator("[role=alert]")).containsText("口令不对");
      page.locator("[name=sealed]").fill(PASSWORD);
      page.locator("[data-step=bring-copy]").click();
      assertThat(page.locator("[data-looked]")).isVisible();
      page.locator("[data-step=other]").click();
      assertThat(page.locator("[name=copy]")).isVisible();
    }
  }
}
