package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import daka.health.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The staff are called: what the pages show of it, and who may end it. And that the kiosk learns
/// when a page is touched.
class StaffCallTest extends InBrowser {
  @TempDir Path folder;
  private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
  private RunningKiosk kiosk;
  private Page page;
  private Page board;

  @BeforeEach
  void open() throws Exception {
    kiosk = new RunningKiosk(folder);
    Tour.prepare(kiosk);
    page = open("/");
    board = open("/board");
  }

  private Page open(String path) {
    Page opened = chromium.page(1024, 600);
    opened.onPageError(complaints::add);
    Chromium.open(opened, kiosk.url(path));
    return opened;
  }

  @AfterEach
  void close() throws Exception {
    page.close();
    board.close();
    kiosk.close();
    assertEquals(List.of(), List.copyOf(complaints));
  }

  @ParameterizedTest
  @CsvSource({
    "zh-Hans, 已呼叫工作人员（09:15）, 09:15 有人呼叫 · 我来处理",
    "zh-Hant, 已呼叫工作人員（09:15）, 09:15 有人呼叫 · 我來處理",
    "en, The staff were called at 09:15, Called at 09:15 · I am coming"
  })
  void a_call_is_shown_to_who_called_and_to_the_staff(String language, String told, String asked) {
    page.locator(".languages button[lang=" + language + "]").tap();
    for (int i = 0; i < 3 && !language.equals(board.locator("html").getAttribute("lang")); i++) {
      board.locator("[data-step=language]").tap();
    }
    kiosk.screen.call();
    assertThat(page.locator(".called")).hasText(told);
    assertThat(board.locator(".called")).hasText(asked);
    assertThat(board.locator(".all-well")).hasCount(0);
  }

  @Test
  void a_call_leaves_by_itself_after_five_minutes() {
    kiosk.screen.call();
    assertThat(page.locator(".called")).isVisible();
    kiosk.pass(Duration.ofMinutes(5));
    assertThat(page.locator(".called")).hasCount(0);
    assertThat(board.locator(".all-well")).isVisible();
  }

  @Test
  void a_member_of_staff_answers_it_with_a_pin() {
    kiosk.screen.call();
    board.locator("[data-step=called]").tap();
    assertNotNull(kiosk.screen.state().called(), "a locked board answers nothing");
    Tour.PIN.chars().forEach(digit -> board.locator("[data-digit='" + (char) digit + "']").tap());
    board.locator("[data-step=unlock]").tap();
    assertThat(board.locator("main.board[data-unlocked=true]")).isVisible();
    assertThat(board.locator(".called")).hasCount(0);
    assertThat(page.locator(".called")).hasCount(0);
    assertNull(kiosk.screen.state().called());
  }

  @Test
  void a_member_of_staff_answers_it_with_a_card_on_the_residents_screen() throws Exception {
    kiosk.screen.call();
    kiosk.tap(Tour.STAFF);
    page.locator("[data-step=called]").tap();
    assertThat(page.locator(".all-well")).isVisible();
    assertNull(kiosk.screen.state().called());
  }

  @Test
  void nobody_else_ends_a_call() throws Exception {
    kiosk.screen.call();
    assertEquals(403, kiosk.post("/screen/called", "{}").statusCode());
    assertEquals(400, kiosk.post("/screen/called", "{\"key\":\"guess\"}").statusCode());
    try (FollowingPage other = new FollowingPage(kiosk, "board-00000001")) {
      assertEquals(403, other.post("/screen/called", "{}").statusCode());
      assertNotNull(kiosk.screen.state().called());
      kiosk.tap(Tour.STAFF);
      assertEquals(204, other.post("/screen/called", "{}").statusCode());
      assertEquals(204, other.post("/screen/called", "{}").statusCode());
      assertNull(kiosk.screen.state().called());
    }
  }

  @Test
  void a_touch_on_either_page_tells_the_kiosk_that_somebody_is_there() {
    for (Page touched : List.of(page, board)) {
      kiosk.pass(Duration.ofHours(1));
      assertTrue(kiosk.screen.untouched().compareTo(Duration.ofHours(1)) >= 0);
      touched.locator("h1").first().tap();
      touched.waitForCondition(() -> kiosk.screen.untouched().compareTo(Duration.ofMinutes(1)) < 0);
    }
  }

  @Test
  void whatever_a_finger_asks_for_counts_as_a_touch_and_what_a_page_looks_at_does_not()
      throws Exception {
    kiosk.pass(Duration.ofHours(1));
    kiosk.get("/screen/roll-call");
    assertTrue(kiosk.screen.untouched().compareTo(Duration.ofHours(1)) >= 0);
    kiosk.post("/screen/lock", "{}");
    assertTrue(kiosk.screen.untouched().compareTo(Duration.ofMinutes(1)) < 0);
    assertEquals(204, kiosk.post("/screen/touched", "{}").statusCode());
    assertEquals(400, kiosk.post("/screen/touched", "{\"x\":1}").statusCode());
  }

  @Test
  void a_signal_that_is_not_well_is_named_to_the_staff_in_their_language() {
    kiosk.screen.health(
        List.of(Part.failed("call button", "pin 23 is another program's", "Stop it.")));
    assertThat(board.locator(".problem-name")).hasText("呼叫按钮 · 故障");
    assertThat(board.locator(".problem-cure")).hasText("请看按钮是否卡住，并通知技术人员");
  }
}
