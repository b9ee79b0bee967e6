package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import daka.config.Config;
import daka.config.Setting;
import daka.web.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the config file says, in the office.
class SettingsPageTest extends InOffice {
  @BeforeEach
  void register() {
    administrator();
  }

  @Test
  void an_administrator_changes_a_setting_that_is_checked_while_they_type() throws IOException {
    try (Page page = signedIn(ADMIN, "/settings", 1280)) {
      assertThat(page.locator("[data-use=yes]")).isVisible();
      field(page, "centre.capacity").fill("many");
      assertThat(page.locator("[data-setting='centre.capacity'] .wrong"))
          .containsText("a whole number");
      assertThat(page.locator("[data-step=save]")).isDisabled();
      field(page, "centre.capacity").fill("40");
      assertThat(page.locator("[data-setting='centre.capacity'] .wrong")).hasCount(0);
      page.locator("[data-step=save]").click();
      assertThat(page.locator("[data-use=soon]")).isVisible();
      assertTrue(file().contains("\ncapacity = 40\n"), file());
    }
  }

  @Test
  void a_path_is_shown_and_cannot_be_typed() {
    try (Page page = signedIn(ADMIN, "/settings", 1280)) {
      page.locator("[data-table=reader] summary").click();
      Locator device = page.locator("[data-setting='reader.0.device']");
      assertThat(device).containsText("/dev/ttyACM0");
      assertThat(device.locator("input")).hasCount(0);
    }
  }

  @Test
  void who_saves_over_anothers_change_sees_both_and_says_which() throws Exception {
    try (Page page = signedIn(ADMIN, "/settings", 1280)) {
      field(page, "centre.name").fill("我的");
      String theirs = "{\"changes\":[{\"table\":\"centre\",\"key\":\"name\",\"value\":\"别人的\"}]}";
      assertEquals(200, api.overwrite("PUT", "/api/v1/settings", theirs).statusCode());
      page.locator("[data-step=save]").click();
      Locator both = page.locator("[data-step=stale]");
      assertThat(both).containsText("别人的");
      assertThat(both).containsText("我的");
      assertTrue(file().contains("别人的"));
      page.locator("[data-step=save]").click();
      assertThat(page.locator("[data-use=soon]")).isVisible();
      assertTrue(file().contains("name = \"我的\"   # as on the sign"), file());
    }
  }

  @Test
  void every_setting_has_a_name_in_each_language() throws IOException {
    byte[] none = new byte[0];
    List<Setting> all = new ArrayList<>(Config.settings(Path.of("daka.toml"), none));
    Path example = Path.of("deploy", "daka.toml");
    String on = Files.readString(example).replaceAll("(?m)^#([a-z\\[])", "$1");
    all.addAll(Config.settings(example, on.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    for (String language : List.of("zh-Hans", "zh-Hant", "en")) {
      var texts =
          Json.MAPPER.readTree(
              Files.readString(Path.of("kiosk", "office", "texts", language + ".json")));
      for (Setting setting : all) {
        assertTrue(texts.has("setting-table." + setting.table()), setting::table);
        assertTrue(
            texts.has("setting." + setting.table() + "." + setting.key())
                || texts.has("setting." + setting.key()),
            setting::name);
      }
    }
  }

  private static Locator field(Page page, String name) {
    return page.locator("[data-setting='" + name + "'] input");
  }

  private String file() throws IOException {
    return Files.readString(folder.resolve("daka.toml"));
  }
}
