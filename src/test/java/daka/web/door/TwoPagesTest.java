package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several pages, fingers and people at one kiosk: no touch applies to the wrong visit.
class TwoPagesTest extends InBrowser {
  @TempDir Path folder;
  private RunningKiosk kiosk;
  private Page one;
  private Page two;

  @BeforeEach
  void open() throws Exception {
    kiosk = new RunningKiosk(folder);
    kiosk.store.resident("李桂兰", "L-1");
    one = chromium.page(800, 480);
    two = chromium.page(1280, 800);
    for (Page page : new Page[] {one, two}) {
      Chromium.open(page, kiosk.url("/"));
    }
  }

  @AfterEach
  void close() throws Exception {
    one.close();
    two.close();
    kiosk.close();
  }

  @Test
  void a_touch_on_one_page_is_answered_on_both() throws Exception {
    kiosk.tap("W-1");
    one.locator("[data-room=sports]").tap();
    for (Page page : new Page[] {one, two}) {
      assertThat(page.locator("main.result[data-decision=moved]")).containsText("文体活动室");
    }
  }

  /// The button is held as it was drawn for the first answer, and pressed after the second.
  @Test
  void a_touch_that_was_overtaken_on_another_page_does_nothing_and_hides_nothing()
      throws Exception {
    kiosk.tap("W-1");
    assertThat(two.locator("[data-room=civic]")).isVisible();
    two.evaluate("window.held = document.querySelector('[data-room=civic]')");
    one.locator("[data-room=sports]").tap();
    assertThat(two.locator("main.result[data-decision=moved]")).isVisible();
    two.waitForResponse("**/screen/room", () -> two.evaluate("held.click()"));
    assertEquals(1, kiosk.store.inside("sports"));
    assertEquals(0, kiosk.store.inside("civic"));
    assertEquals("moved", kiosk.shown().decision());
    assertThat(two.locator("main.result[data-decision=moved]")).containsText("文体活动室");
  }

  @Test
  void a_finger_that_lifts_after_the_next_tap_touches_nobodys_visit() throws Exception {
    kiosk.tap("W-1");
    Locator sports = one.locator("[data-room=sports]");
    settled();
    CDPSession hand = hand();
    fingers(hand, "touchStart", sports.boundingBox());
    kiosk.tap("L-1");
    assertThat(one.locator("main.result")).containsText("李**");
    fingers(hand, "touchEnd");
    one.waitForTimeout(300);
    assertEquals(2, kiosk.store.inside("hall"));
    assertEquals("arrived", kiosk.shown().decision());
  }

  /// As where the half second in which a new answer takes no touches is over before it is drawn.
  @Test
  void a_finger_that_lifts_after_the_next_tap_touches_nobodys_visit_on_a_busy_machine_either()
      throws Exception {
    one.evaluate(
        "const rule = new CSSStyleSheet();"
            + "rule.replaceSync('main { pointer-events: auto !important }');"
            + "document.adoptedStyleSheets = [rule];");
    kiosk.tap("W-1");
    assertThat(one.locator("main.result")).isVisible();
    CDPSession hand = hand();
    fingers(hand, "touchStart", one.locator("[data-room=sports]").boundingBox());
    kiosk.tap("L-1");
    assertThat(one.locator("main.result")).containsText("李**");
    fingers(hand, "touchEnd");
    one.waitForTimeout(300);
    assertEquals(2, kiosk.store.inside("hall"));
    one.locator("[data-room=sports]").tap();
    assertThat(one.locator("main.result[data-decision=moved]")).containsText("文体活动室");
  }

  @Test
  void two_fingers_on_two_rooms_choose_one_at_most() throws Exception {
    kiosk.tap("W-1");
    settled();
    BoundingBox sports = one.locator("[data-room=sports]").boundingBox();
    BoundingBox civic = one.locator("[data-room=civic]").boundingBox();
    CDPSession hand = hand();
    fingers(hand, "touchStart", sports);
    fingers(hand, "touchStart", sports, civic);
    fingers(hand, "touchEnd", sports);
    fingers(hand, "touchEnd");
    one.waitForTimeout(300);
    assertTrue(kiosk.store.ledger.journal().head() <= 2, "at most one move");
    assertEquals(1, kiosk.screen.state().inside());
    assertEquals(1, kiosk.store.inside(requireNonNull(kiosk.shown().room())));
  }

  @Test
  void two_touches_in_one_moment_are_one() throws Exception {
    kiosk.tap("W-1");
    settled();
    one.evaluate(
        "['sports', 'civic'].forEach((r) => document.querySelector(`[data-room=${r}]`).click())");
    assertThat(one.locator("main.result[data-decision=moved]")).containsText("文体活动室");
    assertEquals(2, kiosk.store.ledger.journal().head());
  }

  @Test
  void the_number_of_pages_changes_nothing_for_a_reload_in_mid_result() throws Exception {
    kiosk.tap("W-1");
    one.locator("[data-step=leave]").tap();
    assertThat(two.locator("main.result[data-decision=departed]")).isVisible();
    two.reload();
    assertThat(two.locator("main.result[data-decision=departed]")).isVisible();
    two.locator("[data-step=undo]").tap();
    assertThat(one.locator("main.result[data-decision=undone]")).isVisible();
    assertEquals(1, kiosk.store.inside("hall"));
  }

  /// A result takes no touches for its first half second.
  private void settled() {
    assertThat(one.locator("main.result")).isVisible();
    one.waitForCondition(
        () ->
            (boolean)
                one.evaluate(
                    "getComputedStyle(document.querySelector('main')).pointerEvents !== 'none'"));
  }

  private CDPSession hand() {
    return one.context().newCDPSession(one);
  }

  private static void fingers(CDPSession hand, String type, BoundingBox... places) {
    JsonArray points = new JsonArray();
    for (int i = 0; i < places.length; i++) {
      JsonObject point = new JsonObject();
      point.addProperty("x", places[i].x + places[i].width / 2);
      point.addProperty("y", places[i].y + places[i].height / 2);
      point.addProperty("id", i);
      points.add(point);
    }
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", points);
    hand.send("Input.dispatchTouchEvent", event);
  }
}
