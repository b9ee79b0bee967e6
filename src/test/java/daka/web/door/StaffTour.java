package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import daka.health.Part;
import java.util.List;

/// The way of a member of staff through everything the board can show, with a look at each, in a
/// centre that [Tour] has left full.
final class StaffTour {
  private static final int TEXT = 18;
  private static final List<Part> PROBLEMS =
      List.of(
          Part.failed("reader counter", "/dev/ttyACM0 is gone", "Plug it in again."),
          Part.warning("upstream", "31 entries wait since yesterday", "Look at the network."),
          Part.warning("disk", "200 MiB free", "Delete files there."),
          Part.warning("clock", "nothing vouches for it", "Connect a network."));

  private final RunningKiosk kiosk;
  private final Page page;
  private final Look look;

  /// @param page shows the board
  StaffTour(RunningKiosk kiosk, Page page, Look look) {
    this.kiosk = kiosk;
    this.page = page;
    this.look = look;
  }

  void walk() throws Exception {
    locked();
    unlock();
    room();
    people();
    register();
    roll();
    touch("[data-step=lock]");
    assertThat(page.locator("main.board[data-unlocked=false]")).isVisible();
  }

  private void locked() throws Exception {
    assertThat(page.locator("[data-code]").first()).isVisible();
    look.at("board", "main.board", TEXT);
    kiosk.screen.call();
    kiosk.screen.health(PROBLEMS.subList(0, 1));
    assertThat(page.locator(".problem")).hasCount(1);
    look.at("board-problem", "main.board:has(.called)", TEXT);
    assertThat(page.locator(".called")).isInViewport();
    assertThat(page.locator(".problem")).isInViewport();
    kiosk.screen.answerCall();
    kiosk.screen.health(PROBLEMS);
    assertThat(page.locator(".problem")).hasCount(PROBLEMS.size());
    look.at("board-problems", "main.board", TEXT);
    kiosk.screen.health(List.of());
    assertThat(page.locator(".problem")).hasCount(0);
    kiosk.store.execute("INSERT INTO set_aside VALUES ('town', 1, 422, 'no', 0)");
    assertThat(page.locator(".need")).hasCount(3);
    kiosk.tap("nobody");
    look.at("board-answered", "main.board:has(.answered)", TEXT);
    touch("[data-step=roll]");
    look.at("roll-masked", "[data-place=roll]:has(.roll-line)", TEXT);
    touch("[data-step=back]");
  }

  private void unlock() {
    touch("[data-step=unlock]");
    look.at("pin", "[data-place=pin]", TEXT);
    type("111222");
    touch("[data-step=unlock]");
    assertThat(page.locator(".wrong")).not().isEmpty();
    look.at("pin-wrong", "[data-place=pin]", TEXT);
    type(Tour.PIN);
    touch("[data-step=unlock]");
    look.at("board-unlocked", "main.board[data-unlocked=true]", TEXT);
  }

  private void type(String digits) {
    digits.chars().forEach(digit -> touch("[data-digit='" + (char) digit + "']"));
  }

  private void room() {
    touch("[data-room=party]");
    look.at("room-empty", "[data-place=room]:has(.nobody)", TEXT);
    touch("[data-step=back]");
    touch("[data-room=hall]");
    look.at("room", "[data-place=room]:has(.row)", TEXT);
    Tour.touch(page.locator(".row").first());
    look.at("visit", "[data-place=visit]", TEXT);
    kiosk.store.capacity("council", 0);
    touch("[data-step=move]");
    assertThat(page.locator(".tile[data-room=council][data-full=true]")).isVisible();
    look.at("rooms", "[data-place=rooms]", TEXT);
    touch("[data-room=council]");
    look.at("reason", "[data-place=reason]", TEXT);
    touch("[data-reason=urgent]");
    look.at("room-done", "[data-place=room]:has(.note)", TEXT);
    touch("[data-tab=left]");
    look.at("room-left", "[data-place=room]:has([data-tab=left][aria-pressed=true])", TEXT);
    Tour.touch(page.locator(".row").first());
    look.at("visit-left", "[data-place=visit]", TEXT);
    touch("[data-step=back]");
    touch("[data-step=back]");
  }

  private void people() {
    touch("[data-step=admit]");
    look.at("people", "[data-place=people]:has(.person)", TEXT);
    letters("zzz");
    look.at("people-none", "[data-place=people]:has(.nobody)", TEXT);
    touch("[data-step=party]");
    look.at("party", "[data-place=party]", TEXT);
    touch("[data-step=back]");
    touch("[data-step=back]");
  }

  private void letters(String letters) {
    letters.chars().forEach(letter -> touch("[data-letter=" + (char) letter + "]"));
  }

  private void register() {
    Tour.touch(page.locator("[data-code]").first());
    look.at("register", "[data-place=people]:has(.person)", TEXT);
    letters("wxm");
    assertThat(page.locator(".person")).hasCount(1);
    touch("[data-step=new]");
    letters("xiu");
    look.at("name", "[data-place=name]:has([data-character=秀])", TEXT);
    touch("[data-character=秀]");
    look.at("name-typed", "[data-place=name]:has([data-step=register])", TEXT);
    touch("[data-step=register]");
    look.at("board-done", "main.board:has(.note)", TEXT);
  }

  private void roll() {
    touch("[data-step=roll]");
    look.at("roll", "[data-place=roll]:has(.roll-line)", TEXT);
    touch("[data-step=back]");
  }

  private void touch(String button) {
    Tour.touch(page.locator(button));
  }
}
