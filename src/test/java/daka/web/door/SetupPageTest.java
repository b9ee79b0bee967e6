package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import daka.screen.OneTimeCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The residents' screen while there is no administrator.
class SetupPageTest extends InBrowser {
  private static final String PANEL = "main.idle .setup";
  private static final String FINGERPRINT = "7C:".repeat(31) + "7C";

  @TempDir Path folder;

  private static void invite(RunningKiosk kiosk) {
    kiosk.invitation.open(
        List.of("https://192.168.100.123:8443/", "https://neighbourhood-kiosk.local:8443/"),
        FINGERPRINT);
  }

  @Test
  void it_shows_how_to_get_in_at_every_size_and_in_every_language() throws Exception {
    List<String> faults = new ArrayList<>();
    try (RunningKiosk kiosk = new RunningKiosk(folder)) {
      invite(kiosk);
      for (int[] size : new int[][] {{800, 480}, {1024, 600}, {1280, 800}, {1080, 1920}}) {
        try (Page page = chromium.page(size[0], size[1])) {
          page.navigate(kiosk.url("/"));
          for (String language : List.of("zh-Hans", "zh-Hant", "en")) {
            page.locator(".languages button[lang=" + language + "]").tap();
            assertThat(page.locator("html[lang=" + language + "]")).isVisible();
            Look look = new Look(page, size[0] + "x" + size[1] + "-" + language);
            look.at("setup", PANEL, 18);
            faults.addAll(look.faults());
          }
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void whoever_comes_in_is_answered_as_always() throws Exception {
    try (RunningKiosk kiosk = new RunningKiosk(folder);
        Page page = chromium.page(800, 480)) {
      invite(kiosk);
      page.navigate(kiosk.url("/"));
      assertThat(page.locator(PANEL)).isVisible();
      kiosk.tap("W-1");
      assertThat(page.locator("main.result[data-decision=arrived]")).isVisible();
      kiosk.pass(Duration.ofMinutes(1));
      assertThat(page.locator(PANEL)).isVisible();
      kiosk.invitation.close();
      assertThat(page.locator("main.idle .rooms-now")).isVisible();
    }
  }

  @Test
  void a_code_that_is_over_is_gone_and_a_touch_shows_another() throws Exception {
    try (RunningKiosk kiosk = new RunningKiosk(folder);
        Page page = chromium.page(800, 480)) {
      invite(kiosk);
      page.navigate(kiosk.url("/"));
      String before = page.locator(".setup-letters").textContent();
      kiosk.pass(OneTimeCode.GOOD);
      page.locator("[data-step=setup]").tap();
      assertThat(page.locator(".setup-letters")).not().hasText(before);
      assertThat(page.locator(".setup-fingerprint")).containsText("7C7C 7C7C");
      Object drawn =
          page.evaluate(
              "async () => { const image = document.querySelector('.setup-qr');"
                  + " await image.decode(); return image.naturalWidth > 0; }");
      assertEquals(true, drawn);
      assertEquals(404, kiosk.get("/screen/setup.svg?address=https://evil/").statusCode());
    }
  }
}
