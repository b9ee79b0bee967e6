package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import daka.checkin.Room;
import daka.checkin.RoomClosure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the screens say of a room that is closed: that it is, and not that it is full.
class ClosedRoomPageTest extends InBrowser {
  private static final RoomClosure MONDAYS = RoomClosure.of(List.of("mon")).orElseThrow();

  @TempDir Path folder;
  private RunningKiosk kiosk;
  private Page page;

  @BeforeEach
  void open() throws Exception {
    kiosk = new RunningKiosk(folder);
    Tour.prepare(kiosk);
    page = chromium.page(1280, 800);
  }

  @AfterEach
  void close() throws Exception {
    page.close();
    kiosk.close();
  }

  private void put(String id, String name, RoomClosure closure) {
    kiosk.store.put(new Room(id, name, "2F", 50, closure));
    kiosk.screen.roomsChanged();
  }

  private Locator having(String selector, String text) {
    return page.locator(selector, new Page.LocatorOptions().setHasText(text));
  }

  @ParameterizedTest
  @CsvSource({
    "zh-Hans, 今天不开放, 已满, 余 50 位",
    "zh-Hant, 今天不開放, 已滿, 餘 50 位",
    "en, Closed today, full, 50 free"
  })
  void idle_it_says_closed_until_the_day_that_it_is_open(
      String language, String closed, String full, String open) {
    put("sports", "文体活动室", MONDAYS);
    page.navigate(kiosk.url("/"));
    page.locator("button[lang=" + language + "]").tap();
    Locator sports = having(".room-now", "文体活动室");
    assertThat(sports.locator(".room-now-free")).hasText(closed);
    assertThat(sports).hasAttribute("data-closed", "true");
    assertThat(sports).not().containsText(full);
    assertThat(having(".room-now", "党员活动室")).hasAttribute("data-closed", "false");
    Chromium.keep(page, "idle-closed-room-" + language);
    kiosk.store.pass(Duration.ofDays(1));
    kiosk.screen.roomsChanged();
    // On a busy machine the screen may have gone back to the centre's own language meanwhile.
    page.locator("button[lang=" + language + "]").tap();
    assertThat(sports.locator(".room-now-free")).hasText(open);
  }

  @Test
  void the_board_marks_it_as_closed_and_not_as_full() {
    put("sports", "文体活动室", RoomClosure.ALWAYS);
    kiosk.store.capacity("party", 0);
    kiosk.screen.roomsChanged();
    Chromium.open(page, kiosk.url("/board"));
    assertThat(page.locator("[data-room=sports]")).hasAttribute("data-fill", "closed");
    assertThat(page.locator("[data-room=sports] .board-room-fill")).hasText("今天不开放");
    assertThat(page.locator("[data-room=party]")).hasAttribute("data-fill", "full");
    Chromium.keep(page, "board-closed-room");
  }

  @Test
  void it_is_not_among_the_rooms_to_choose_from() throws Exception {
    put("sports", "文体活动室", MONDAYS);
    page.navigate(kiosk.url("/"));
    kiosk.tap("W-1");
    assertThat(page.locator("main.result[data-decision=arrived]")).isVisible();
    assertThat(page.locator("[data-room=civic]")).isVisible();
    assertThat(page.locator("[data-room=sports]")).hasCount(0);
  }

  @Test
  void who_taps_where_it_is_closed_is_told_so_and_comes_in_elsewhere_by_one_touch()
      throws Exception {
    put("hall", "便民服务大厅", MONDAYS);
    page.navigate(kiosk.url("/"));
    kiosk.tap("W-1");
    assertThat(page.locator("main.result[data-reason=room-closed] h1")).hasText("这里今天不开放");
    assertThat(page.locator(".said")).containsText("请选择开放的地方");
    assertThat(page.locator("main.result")).not().containsText("满");
    Chromium.keep(page, "refused-room-closed");
    page.locator("[data-room=civic]").tap();
    assertThat(page.locator("main.result[data-decision=arrived]")).isVisible();
    assertEquals(1, kiosk.store.inside("civic"));
  }

  @Test
  void staff_let_somebody_into_it_with_a_reason_and_are_not_told_that_it_is_full()
      throws Exception {
    put("sports", "文体活动室", MONDAYS);
    Chromium.open(page, kiosk.url("/board"));
    kiosk.tap(Tour.STAFF);
    assertThat(page.locator("main.board[data-unlocked=true]")).isVisible();
    page.locator("[data-step=admit]").tap();
    page.locator("[data-step=party]").tap();
    page.locator("[data-party='4']").tap();
    assertThat(page.locator("[data-room=sports] .tile-note")).hasText("今天不开放，需要理由");
    page.locator("[data-room=sports]").tap();
    assertThat(page.locator("[data-place=reason] h1")).hasText("为什么破例放行？");
    assertThat(page.locator("[data-place=reason]")).not().containsText("满");
    Chromium.keep(page, "reason");
    page.locator("[data-reason=event]").tap();
    assertThat(page.locator("[data-room=sports] .board-room-count")).hasText("4 / 50");
    assertEquals("活动需要", kiosk.store.text("SELECT override FROM visits WHERE room = 'sports'"));
  }
}
