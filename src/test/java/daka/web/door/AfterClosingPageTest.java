package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The screen in front of somebody who taps on the way out, after the centre has closed.
class AfterClosingPageTest extends InBrowser {
  private static final Instant CLOSING = Instant.parse("2026-11-23T13:00:00Z");

  @TempDir Path folder;
  private RunningKiosk kiosk;
  private Page page;

  @BeforeEach
  void close_over_somebody() throws Exception {
    kiosk = new RunningKiosk(folder);
    page = chromium.page(1280, 800);
    page.navigate(kiosk.url("/"));
    kiosk.tap("W-1");
    assertThat(page.locator("main.result[data-decision=arrived]")).isVisible();
    page.locator("[data-step=done]").tap();
    kiosk.store.pass(Duration.between(kiosk.store.now(), CLOSING));
    assertEquals(1, kiosk.store.staff.close().size());
    kiosk.store.pass(Duration.ofMinutes(7));
  }

  @AfterEach
  void close() throws Exception {
    page.close();
    kiosk.close();
  }

  @Test
  void it_says_goodbye_and_nobody_is_inside() throws Exception {
    kiosk.tap("W-1");
    assertThat(page.locator("main.result[data-decision=departed] h1")).hasText("已签退，再见");
    assertThat(page.locator("[data-step=come-in]")).hasText("我要进来");
    assertThat(page.locator("main.result [data-room]")).hasCount(0);
    Chromium.keep(page, "departed-after-closing");
    page.locator("[data-step=done]").tap();
    assertThat(page.locator(".rooms-now h2")).hasText("中心内现有 0 人");
    assertEquals(0, RunningKiosk.json(kiosk.get("/screen/roll-call")).path("inside").intValue());
    assertEquals("1 tap", kiosk.store.text("SELECT count(*) || ' ' || ended FROM visits"));
  }

  @Test
  void who_comes_in_touches_so_and_leaves_by_the_next_tap() throws Exception {
    kiosk.tap("W-1");
    page.locator("[data-step=come-in]").tap();
    assertThat(page.locator("main.result[data-decision=arrived] h1")).hasText("签到成功");
    assertThat(page.locator("[data-step=come-in]")).hasCount(0);
    Chromium.keep(page, "arrived-after-closing");
    assertEquals(1, kiosk.store.inside("hall"));
    assertEquals(1, kiosk.screen.state().inside());
    page.locator("[data-step=done]").tap();
    kiosk.store.pass(Duration.ofMinutes(20));
    kiosk.tap("W-1");
    assertThat(page.locator("main.result[data-decision=departed]")).isVisible();
    assertThat(page.locator("[data-step=undo]")).isVisible();
    assertThat(page.locator("[data-step=come-in]")).hasCount(0);
    assertEquals(0, kiosk.store.inside("hall"));
  }

  @Test
  void the_touch_is_offered_for_a_while_only() throws Exception {
    kiosk.tap("W-1");
    assertThat(page.locator("[data-step=come-in]")).isVisible();
    kiosk.store.pass(Duration.ofSeconds(16));
    page.locator("[data-step=come-in]").tap();
    assertThat(page.locator("main.result[data-reason=too-late]")).isVisible();
    assertEquals(0, kiosk.store.inside("hall"));
  }
}
