package daka.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every state of the screens at every size in every language, in a real browser. The pictures are
/// kept in `target/screens`.
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
    String where = width + "x" + height + "-" + language;
    List<String> faults = new ArrayList<>();
    try (RunningKiosk kiosk = new RunningKiosk(folder, Tour.CAPACITY);
        Page page = chromium.page(width, height)) {
      Tour.prepare(kiosk);
      Look look = new Look(page, where);
      page.navigate(kiosk.url("/"));
      page.locator(".languages button[lang=" + language + "]").tap();
      new Tour(kiosk, page, look).walk();
      kiosk.tap(Tour.STAFF);
      look.at("board-by-card", "main.board[data-unlocked=true]:has(.answered)", 18);
      page.locator("[data-step=lock]").tap();
      page.navigate(kiosk.url("/board"));
      speak(page, language);
      new StaffTour(kiosk, page, look).walk();
      faults.addAll(look.faults());
    }
    assertEquals(List.of(), faults);
  }

  private static void speak(Page board, String language) {
    for (int i = 0; i < 2; i++) {
      assertThat(board.locator("main.board")).isVisible();
      if (!board.locator("html").getAttribute("lang").equals(language)) {
        board.locator("[data-step=language]").tap();
      }
    }
    assertThat(board.locator("html[lang=" + language + "]")).isVisible();
  }
}
