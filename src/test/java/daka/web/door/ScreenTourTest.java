package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every state of the screens at every size in every language, in a real browser, and in one that
/// is written from the right. The pictures are kept in `target/screens`.
class ScreenTourTest extends InBrowser {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1280, 800, zh-Hans", "1280, 800, zh-Hant", "1280, 800, en",
    "1024, 600, zh-Hans", "1024, 600, zh-Hant", "1024, 600, en",
    "800, 480, zh-Hans", "800, 480, zh-Hant", "800, 480, en",
    "1080, 1920, zh-Hans", "1080, 1920, zh-Hant", "1080, 1920, en"
  })
  void nothing_is_cut_off_small_faint_or_hard_to_use(int width, int height, String language)
      throws Exception {
    try (RunningKiosk kiosk = new RunningKiosk(folder, Tour.CAPACITY);
        Page page = chromium.page(width, height)) {
      Look look = new Look(page, width + "x" + height + "-" + language);
      openScreen(kiosk, page, language);
      walk(kiosk, page, look, language);
      assertEquals(List.of(), look.faults());
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, 800", "800, 480"})
  void a_language_written_from_the_right_has_its_pages_mirrored_and_whole(int width, int height)
      throws Exception {
    String language = PseudoLanguage.CODE;
    try (RunningKiosk kiosk =
            new RunningKiosk(folder, Tour.CAPACITY, List.of("zh-Hans", "zh-Hant", language));
        Page page = chromium.page(width, height)) {
      PseudoLanguage.teach(page);
      Look look = new Look(page, width + "x" + height + "-from-the-right");
      openScreen(kiosk, page, language);
      assertBefore(page, ".rooms-now", ".today");
      assertBefore(page, "[data-step=board]", "[data-step=number]");
      assertThat(page.locator(".room-now-name").first()).hasCSS("text-align", "right");
      walk(kiosk, page, look, language);
      assertBefore(page, ".day", ".floors");
      assertBefore(page, ".board-room-count", ".floor h2");
      assertThat(page.locator(".board-room-name").first()).hasCSS("text-align", "right");
      page.locator("[data-step=unlock]").tap();
      assertBefore(page, ".pad", ".pin-what");
      assertBefore(page, "[data-digit='1']", "[data-digit='3']");
      assertEquals(List.of(), look.faults());
    }
  }

  /// The first of one kind stands on the left of the first of the other.
  private static void assertBefore(Page page, String left, String right) {
    BoundingBox one = page.locator(left).first().boundingBox();
    BoundingBox other = page.locator(right).first().boundingBox();
    assertTrue(one.x + one.width <= other.x + 1, left + " is on the left of " + right);
  }

  private static void openScreen(RunningKiosk kiosk, Page page, String language) {
    Tour.prepare(kiosk);
    Chromium.open(page, kiosk.url("/"));
    page.locator(".languages button[lang=" + language + "]").tap();
    assertThat(page.locator("html[lang=" + language + "]")).isVisible();
  }

  private static void walk(RunningKiosk kiosk, Page page, Look look, String language)
      throws Exception {
    new Tour(kiosk, page, look).walk();
    kiosk.tap(Tour.STAFF);
    look.at("board-by-card", "main.board[data-unlocked=true]:has(.answered)", 18);
    page.locator("[data-step=lock]").tap();
    Chromium.open(page, kiosk.url("/board"));
    speak(page, language);
    new StaffTour(kiosk, page, look).walk();
  }

  static void speak(Page board, String language) {
    for (int i = 0; i < 2; i++) {
      assertThat(board.locator("main.board")).isVisible();
      if (!board.locator("html").getAttribute("lang").equals(language)) {
        board.locator("[data-step=language]").tap();
      }
    }
    assertThat(board.locator("html[lang=" + language + "]")).isVisible();
  }
}
