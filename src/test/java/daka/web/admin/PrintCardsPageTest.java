package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import daka.checkin.Decision;
import daka.store.OpenStore;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cards as they come out of a printer.
class PrintCardsPageTest extends InOffice {
  private static final int ROWS = 5;
  private static final int WHITE = 250;

  @BeforeEach
  void register() throws Exception {
    administrator();
    for (int i = 4; i <= 12; i++) {
      api.store.resident("赵" + i, "Z-" + i);
    }
  }

  /// Chromium prints one thing at a time, and the page asks for it by itself.
  private Page printing(String name, String path, int width) {
    Page page = signedIn(name, path, width);
    page.addInitScript(Paper.LATER);
    page.evaluate(Paper.LATER);
    return page;
  }

  private static void issue(Page page, int people, String layout, String name) {
    Locator boxes = page.locator(".chooser input");
    assertThat(boxes).hasCount(12);
    for (int i = 0; i < people; i++) {
      boxes.nth(i).check();
    }
    page.locator("[name=layout]").selectOption(layout);
    page.locator("form [name=name]").selectOption(name);
    page.locator("[data-step=issue]").click();
    assertThat(page.locator("[data-printed]")).hasCount(people);
  }

  @Test
  void every_code_on_a_sheet_is_read_by_another_program_and_by_the_kiosk() throws Exception {
    try (Page page = printing(ADMIN, "/people/print", 1280)) {
      issue(page, 12, "a4", "masked");
      assertThat(page.locator("[data-printed]").first()).containsText("王**");
      Paper paper = Paper.print(page, folder);
      assertEquals(2, paper.files().size());
      assertEquals(Paper.at(210), paper.image(0).getWidth(), 1.0);
      assertEquals(Paper.at(297), paper.image(0).getHeight(), 1.0);
      List<String> read = new ArrayList<>();
      for (int card = 0; card < 12; card++) {
        read.add(String.valueOf(paper.cardByKiosk(card / 10, card % 10)));
      }
      assertEquals(12, new HashSet<>(read).size(), read::toString);
      assertEquals(new HashSet<>(read), new HashSet<>(paper.byZbar()));
      api.store.pass(java.time.Duration.ofMinutes(2));
      for (String code : read.subList(3, 12)) {
        assertTrue(code.matches("DAKA-[0-9A-V]{26}"), code);
        assertInstanceOf(Decision.Arrived.class, api.store.desk.scan(OpenStore.entrance(code)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"cr80, 85.6, 54, full", "label, 40, 30, full", "label, 40, 30, none"})
  void a_card_a_page_is_as_large_as_the_card(
      String layout, double width, double height, String name) throws Exception {
    try (Page page = printing(ADMIN, "/people/print", 360)) {
      issue(page, 3, layout, name);
      Paper paper = Paper.print(page, folder);
      assertEquals(3, paper.files().size());
      List<String> read = new ArrayList<>();
      for (int sheet = 0; sheet < 3; sheet++) {
        BufferedImage image = paper.image(sheet);
        assertEquals(Paper.at(width), image.getWidth(), 4.0);
        assertEquals(Paper.at(height), image.getHeight(), 4.0);
        read.add(
            String.valueOf(
                paper.byKiosk(
                    sheet,
                    0,
                    0,
                    image.getWidth() / (double) Paper.PIXELS,
                    image.getHeight() / (double) Paper.PIXELS)));
      }
      assertEquals(read, paper.byZbar());
      assertEquals(3, new HashSet<>(read).size(), read::toString);
    }
  }

  @Test
  void around_a_code_four_modules_stay_white_and_the_marks_lie_outside_of_the_cards()
      throws Exception {
    try (Page page = printing(ADMIN, "/people/print", 1280)) {
      issue(page, 10, "a4", "full");
      BufferedImage image = Paper.print(page, folder).image(0);
      double quiet = 42.0 * 4 / 33 - 0.3;
      for (int card = 0; card < 10; card++) {
        double left = Paper.LEFT[card % 2] + 4;
        int row = card / 2;
        double top = Paper.TOP + row * Paper.HEIGHT + 6;
        assertWhite(image, left, top, 42, quiet);
        assertWhite(image, left, top + 42 - quiet, 42, quiet);
        assertWhite(image, left, top, quiet, 42);
        assertWhite(image, left + 42 - quiet, top, quiet, 42);
      }
      for (int row = 0; row <= ROWS; row++) {
        int y = Paper.at(Paper.TOP + row * Paper.HEIGHT);
        assertTrue(isDark(image, Paper.at(Paper.LEFT[0] - 2), y), "a mark at row " + row);
        assertTrue(
            isDark(image, Paper.at(Paper.LEFT[1] + Paper.WIDTH + 2), y), "a mark at row " + row);
      }
      for (double x :
          new double[] {
            Paper.LEFT[0], Paper.LEFT[0] + Paper.WIDTH, Paper.LEFT[1], Paper.LEFT[1] + Paper.WIDTH
          }) {
        assertTrue(isDark(image, Paper.at(x), Paper.at(Paper.TOP - 2)), "a mark at " + x);
        assertTrue(isDark(image, Paper.at(x), Paper.at(297 - Paper.TOP + 2)), "a mark at " + x);
      }
    }
  }

  private static void assertWhite(
      BufferedImage image, double left, double top, double width, double height) {
    for (int y = Paper.at(top); y < Paper.at(top + height); y++) {
      for (int x = Paper.at(left); x < Paper.at(left + width); x++) {
        assertTrue(grey(image, x, y) >= WHITE, "dark at " + x + ", " + y);
      }
    }
  }

  /// Within a pixel or two: a line of 0.2 mm has two.
  private static boolean isDark(BufferedImage image, int x, int y) {
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        if (grey(image, x + dx, y + dy) < 128) {
          return true;
        }
      }
    }
    return false;
  }

  private static int grey(BufferedImage image, int x, int y) {
    return image.getRaster().getSample(x, y, 0);
  }

  @Test
  void a_ruler_on_paper_is_as_long_as_it_says() throws Exception {
    try (Page page = printing(ADMIN, "/people/print", 1280)) {
      page.locator("[data-step=ruler]").click();
      assertThat(page.locator(".ruler")).isVisible();
      Paper paper = Paper.print(page, folder);
      assertEquals(1, paper.files().size());
      BufferedImage image = paper.image(0);
      for (int mm = 0; mm <= 150; mm += 10) {
        assertTrue(isDark(image, Paper.at(30 + mm), Paper.at(22)), mm + " mm across");
        assertTrue(!isDark(image, Paper.at(30 + mm) + 5, Paper.at(22)), mm + ".5 mm across");
      }
      for (int mm = 0; mm <= 200; mm += 10) {
        assertTrue(isDark(image, Paper.at(22), Paper.at(30 + mm)), mm + " mm down");
      }
    }
  }

  @Test
  void a_card_that_is_issued_anew_blocks_the_one_before_and_no_other() throws Exception {
    try (Page page = printing(ADMIN, "/people/3", 1280)) {
      List<String> codes = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        page.navigate(url("/people/print?resident=3"));
        assertThat(page.locator("[data-form=print] [role=status]")).containsText("1");
        page.locator("[name=layout]").selectOption("cr80");
        page.locator("[data-step=issue]").click();
        assertThat(page.locator("[data-printed]")).hasCount(1);
        codes.addAll(Paper.print(page, folder).byZbar());
      }
      api.store.pass(java.time.Duration.ofMinutes(2));
      assertInstanceOf(
          Decision.Refused.class, api.store.desk.scan(OpenStore.entrance(codes.getFirst())));
      assertInstanceOf(
          Decision.Arrived.class, api.store.desk.scan(OpenStore.entrance(codes.getLast())));
      api.store.pass(java.time.Duration.ofMinutes(2));
      assertInstanceOf(Decision.Departed.class, api.store.desk.scan(OpenStore.entrance("W-3")));
      String log = api.get(api.admin, "/api/v1/audit").body();
      assertTrue(log.contains("card.printed") && !log.contains(codes.getLast()), log);
    }
  }
}
