package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import daka.store.copies.CopyContents;
import daka.store.copies.SealedCopy;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Copies and the plan, in the office.
class CopiesPageTest extends InOffice {
  private static final String PASSPHRASE = "夏天的风吹过空荡荡的操场 1987";

  @BeforeEach
  void register() {
    administrator();
  }

  private static void type(Page page, String passphrase, String again) {
    page.locator("[name=passphrase]").fill(passphrase);
    page.locator("[name=again]").fill(again);
  }

  @Test
  void an_administrator_makes_a_copy_and_carries_it_away_under_a_passphrase() throws Exception {
    try (Page page = signedIn(ADMIN, "/copies", 1280)) {
      assertThat(page.locator("[data-late]")).isVisible();
      assertThat(page.locator("[data-step=download]")).isDisabled();
      page.locator("[data-step=make]").click();
      assertThat(page.locator("[data-fact=proof]")).containsText("5 条日志");
      assertThat(page.locator("[data-late]")).hasCount(0);
      type(page, PASSPHRASE, PASSPHRASE + "!");
      page.locator("[data-step=download]").click();
      assertThat(page.locator("[data-part=download] [role=alert]")).containsText("不一样");
      type(page, PASSPHRASE, PASSPHRASE);
      Download download = page.waitForDownload(page.locator("[data-step=download]")::click);
      assertEquals("daka-copy-2026-11-23.cms", download.suggestedFilename());
      Path copy = folder.resolve("opened.db");
      try (InputStream opened =
          SealedCopy.open(Files.newInputStream(download.path()), PASSPHRASE)) {
        Files.copy(opened, copy);
      }
      assertEquals(3, CopyContents.of(copy).people());
      assertThat(page.locator("[name=passphrase]")).hasValue("");
      page.reload();
      assertThat(page.locator("[data-part=download]")).containsText(ADMIN);
    }
  }

  @Test
  void a_copy_is_brought_back_by_its_passphrase_and_waits_for_the_kiosk() {
    try (Page page = signedIn(ADMIN, "/copies", 1280)) {
      page.locator("[data-step=make]").click();
      assertThat(page.locator("[data-fact=proof]")).isVisible();
      type(page, PASSPHRASE, PASSPHRASE);
      Download download = page.waitForDownload(page.locator("[data-step=download]")::click);
      page.locator("[name=copy]").setInputFiles(download.path());
      page.locator("[name=sealed]").fill(PASSPHRASE + "!");
      page.locator("[data-step=bring-copy]").click();
      assertThat(page.locator("[data-part=restore] [role=alert]")).containsText("passphrase");
      page.locator("[name=sealed]").fill(PASSPHRASE);
      page.locator("[data-step=bring-copy]").click();
      assertThat(page.locator("[data-brought-copy]")).containsText("3 人");
      page.locator("[data-step=drop]").click();
      assertThat(page.locator("[data-brought-copy]")).hasCount(0);
    }
  }

  @Test
  void a_common_passphrase_is_refused_on_the_page() {
    try (Page page = signedIn(ADMIN, "/copies", 1280)) {
      page.locator("[data-step=make]").click();
      assertThat(page.locator("[data-fact=proof]")).isVisible();
      type(page, "password1234567890", "password1234567890");
      page.locator("[data-step=download]").click();
      assertThat(page.locator("[data-part=download] [role=alert]")).containsText("passphrase");
    }
  }

  @Test
  void the_plan_of_another_centre_is_looked_at_and_brought_in() throws Exception {
    Path changed = folder.resolve("theirs.json");
    try (Page page = signedIn(ADMIN, "/copies", 1280)) {
      Download plan = page.waitForDownload(page.locator("[data-step=plan]")::click);
      String theirs =
          Files.readString(plan.path(), StandardCharsets.UTF_8)
              .replace("便民服务大厅", "大堂")
              .replace("\"sound.volume\" : 70", "\"sound.volume\" : 30");
      Files.writeString(changed, theirs);
      page.locator("[name=plan]").setInputFiles(changed);
      Locator hall = page.locator("[data-thing=hall]");
      assertThat(hall).containsText("便民服务大厅 → 大堂");
      assertThat(page.locator("[data-thing='sound.volume']")).containsText("70 → 30");
      page.locator("[data-step=bring]").click();
      assertThat(page.locator("[data-brought]")).isVisible();
      assertTrue(api.restart.isAsked());
      assertThat(page.locator("[name=plan]")).isEnabled();
      page.locator("[name=plan]").setInputFiles(Files.copy(changed, folder.resolve("again.json")));
      assertThat(page.locator("[data-step=bring]")).isDisabled();
      Path none = Files.writeString(folder.resolve("none.json"), "no plan");
      page.locator("[name=plan]").setInputFiles(none);
      assertThat(page.locator("[data-part=plan] [role=alert]")).containsText("daka-plan.json");
    }
  }
}
