package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.SameSiteAttribute;
import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.store.register.NewCard;
import daka.store.register.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What staff do on the board, by real taps and touches.
class StaffPageTest extends InBrowser {
  @TempDir Path folder;
  private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
  private final List<String> complaints = new ArrayList<>();
  private RunningKiosk kiosk;
  private Page page;

  @BeforeEach
  void open() throws Exception {
    kiosk = new RunningKiosk(folder);
    Tour.prepare(kiosk);
    page = chromium.page(1024, 600);
    page.onRequest(requests::add);
    page.onPageError(complaints::add);
    Chromium.open(page, kiosk.url("/"));
  }

  @AfterEach
  void close() throws Exception {
    page.close();
    kiosk.close();
    assertEquals(List.of(), complaints);
  }

  private void unlock() throws Exception {
    kiosk.tap(Tour.STAFF);
    assertThat(page.locator("main.board[data-unlocked=true]")).isVisible();
  }

  private void touch(String button) {
    page.locator(button).first().tap();
  }

  private void letters(String letters) {
    letters.chars().forEach(letter -> touch("[data-letter=" + (char) letter + "]"));
  }

  @Test
  void a_staff_card_shows_the_board_on_the_residents_screen_until_it_locks_by_itself()
      throws Exception {
    unlock();
    touch("[data-room=hall]");
    assertThat(page.locator(".row-name")).hasText("陈雅静");
    kiosk.pass(Duration.ofMinutes(1));
    assertThat(page.locator("main.idle")).isVisible();
    assertThat(page.locator("body")).not().containsText("雅静");
  }

  @Test
  void a_touch_on_the_lock_locks_at_once() throws Exception {
    unlock();
    touch("[data-step=lock]");
    assertThat(page.locator("main.idle")).isVisible();
    page.waitForCondition(() -> statusInPage("/api/v1/inside") == 401);
  }

  /// What the kiosk answers to the page itself, with its name and its cookie.
  private int statusInPage(String path) {
    return ((Number)
            page.evaluate(
                """
                async (path) => {
                  const { pageName } = await import("/kiosk/app/page-name.js");
                  return (await fetch(path, { headers: { "Daka-Page": pageName } })).status;
                }\
                """,
                path))
        .intValue();
  }

  @Test
  void no_script_of_the_page_can_read_what_unlocks_it() throws Exception {
    unlock();
    assertEquals("", page.evaluate("document.cookie"));
    assertEquals(200, statusInPage("/api/v1/inside"));
    var cookie = page.context().cookies().getFirst();
    assertTrue(cookie.httpOnly, cookie.name);
    assertEquals(SameSiteAttribute.STRICT, cookie.sameSite);
  }

  @Test
  void a_resident_who_taps_is_answered_at_once_and_takes_the_screen_back_from_the_staff()
      throws Exception {
    unlock();
    touch("[data-room=hall]");
    kiosk.tap("W-1");
    assertThat(page.locator("main.result")).containsText("王**");
    touch("[data-step=done]");
    assertThat(page.locator("main.idle")).isVisible();
    kiosk.pass(Duration.ofSeconds(15));
    page.reload();
    assertThat(page.locator("main.idle")).isVisible();
  }

  @Test
  void a_board_that_was_opened_after_the_tap_is_locked_and_one_opened_before_is_not()
      throws Exception {
    try (Page before = chromium.page(1024, 600);
        Page after = chromium.page(1024, 600)) {
      Chromium.open(before, kiosk.url("/board"));
      assertThat(before.locator("main.board[data-unlocked=false]")).isVisible();
      unlock();
      Chromium.open(after, kiosk.url("/board"));
      assertThat(before.locator("main.board[data-unlocked=true]")).isVisible();
      assertThat(after.locator("main.board[data-unlocked=false]")).isVisible();
      before.reload();
      assertThat(before.locator("main.board[data-unlocked=false]")).isVisible();
    }
  }

  @Test
  void a_roll_that_staff_call_stays_when_the_page_locks_and_when_the_kiosk_is_lost()
      throws Exception {
    kiosk.tap("W-1");
    touch("[data-step=done]");
    unlock();
    touch("[data-step=roll]");
    assertThat(page.locator(".roll-line").first()).containsText("王小明");
    kiosk.pass(Duration.ofMinutes(1));
    assertThat(page.locator(".roll-line").first()).containsText("王**");
    kiosk.store.desk.guests(2);
    assertThat(page.locator("[data-step=again]")).hasText("已变化：4 人");
    touch("[data-step=again]");
    assertThat(page.locator(".roll-line")).hasCount(3);
    kiosk.server.close();
    assertThat(page.locator(".roll .wrong")).hasText("暂停服务");
    assertThat(page.locator(".roll-line")).hasCount(3);
  }

  @Test
  void every_waiting_card_can_be_reached() throws Exception {
    for (int i = 0; i < 4; i++) {
      kiosk.tap("new card " + i);
    }
    touch("[data-step=done]");
    unlock();
    assertThat(page.locator(".waiting [data-code]")).hasCount(2);
    touch("[data-step=waiting]");
    assertThat(page.locator(".row")).hasCount(4);
    touch(".row >> nth=3");
    assertThat(page.locator("[data-place=people]")).isVisible();
  }

  @Test
  void a_second_tap_of_a_member_of_staff_ends_no_visit_and_leaving_is_a_touch() throws Exception {
    unlock();
    kiosk.store.pass(Duration.ofHours(2));
    kiosk.tap(Tour.STAFF);
    assertThat(page.locator(".answered")).containsText("您已经签到了");
    assertEquals(1, kiosk.store.inside("hall"));
    touch(".answered [data-step=leave]");
    assertThat(page.locator("main.result[data-decision=departed]")).isVisible();
    assertEquals(0, kiosk.store.inside("hall"));
  }

  @Test
  void a_pin_opens_only_the_page_it_is_typed_on() {
    try (Page board = chromium.page(1024, 600)) {
      Chromium.open(board, kiosk.url("/board"));
      board.locator("[data-room=hall]").tap();
      assertThat(board.locator("[data-place=pin]")).isVisible();
      Tour.PIN.chars().forEach(digit -> board.locator("[data-digit='" + (char) digit + "']").tap());
      board.locator("[data-step=unlock]").tap();
      assertThat(board.locator("[data-place=room]")).isVisible();
      assertThat(page.locator("main.idle")).isVisible();
      board.reload();
      assertThat(board.locator("main.board[data-unlocked=false]")).isVisible();
    }
  }

  @Test
  void a_visit_is_ended_and_its_departure_taken_back() throws Exception {
    kiosk.tap("W-1");
    touch("[data-step=done]");
    unlock();
    touch("[data-room=hall]");
    page.locator(".row", having("王小明")).tap();
    touch("[data-step=depart]");
    assertThat(page.locator(".note")).hasText("王小明 已签退");
    assertEquals(1, kiosk.store.inside("hall"));
    touch("[data-tab=left]");
    page.locator(".row", having("王小明")).tap();
    touch("[data-step=reopen]");
    assertThat(page.locator(".note")).hasText("王小明 仍在中心内");
    assertEquals(2, kiosk.store.inside("hall"));
  }

  private static Page.LocatorOptions having(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  void a_visit_that_never_was_is_undone() throws Exception {
    kiosk.tap("W-1");
    touch("[data-step=done]");
    unlock();
    touch("[data-room=hall]");
    page.locator(".row", having("王小明")).tap();
    touch("[data-step=void]");
    assertEquals(2, kiosk.store.inside("hall"));
    touch("[data-step=sure]");
    assertThat(page.locator(".row")).hasCount(1);
    assertTrue(kiosk.store.lastEntry().contains("daka.visit.voided"), kiosk.store.lastEntry());
  }

  @Test
  void a_visit_moves_to_a_full_room_only_with_a_reason_which_is_kept() throws Exception {
    kiosk.store.capacity("council", 0);
    kiosk.tap("W-1");
    touch("[data-step=done]");
    unlock();
    touch("[data-room=hall]");
    page.locator(".row", having("王小明")).tap();
    touch("[data-step=move]");
    touch("[data-room=council]");
    touch("[data-reason=companion]");
    assertThat(page.locator(".note")).hasText("王小明 → 居民理事室");
    assertEquals(1, kiosk.store.inside("council"));
    assertTrue(kiosk.store.lastEntry().contains("\"override\":true"), kiosk.store.lastEntry());
    assertEquals("陪同家人", kiosk.store.text("SELECT override FROM visits WHERE room = 'council'"));
  }

  @Test
  void what_has_changed_meanwhile_is_told_and_nothing_is_done() throws Exception {
    kiosk.tap("W-1");
    Chromium.open(page, kiosk.url("/board"));
    unlock();
    touch("[data-room=hall]");
    page.locator(".row", having("王小明")).tap();
    kiosk.store.pass(Duration.ofMinutes(5));
    kiosk.tap("W-1");
    touch("[data-step=depart]");
    assertThat(page.locator(".note")).hasText("情况已变化，没有改动");
  }

  @Test
  void a_waiting_card_is_registered_to_somebody_found_by_initials() throws Exception {
    String code = kiosk.tap("new card").path("code").textValue();
    touch("[data-step=done]");
    unlock();
    touch("[data-code='" + code + "']");
    letters("wxm");
    assertThat(page.locator(".person")).hasCount(1);
    touch(".person");
    assertThat(page.locator(".note")).hasText("已登记：王小明，请再刷一次");
    assertThat(page.locator("[data-code]")).hasCount(0);
    kiosk.store.pass(Duration.ofSeconds(4));
    assertEquals("王**", kiosk.tap("new card").path("who").textValue());
  }

  @Test
  void a_waiting_card_is_registered_to_a_new_person_whose_name_is_typed_by_pinyin()
      throws Exception {
    String code = kiosk.tap("new card").path("code").textValue();
    touch("[data-step=done]");
    unlock();
    touch("[data-code='" + code + "']");
    touch("[data-step=new]");
    for (String[] syllable : new String[][] {{"zeng", "曾"}, {"xiu", "秀"}, {"ying", "英"}}) {
      letters(syllable[0]);
      touch("[data-character=" + syllable[1] + "]");
    }
    touch("[data-step=register]");
    assertThat(page.locator(".note")).hasText("已登记：曾秀英，请再刷一次");
    assertEquals("曾秀英", kiosk.store.text("SELECT name FROM residents ORDER BY id DESC LIMIT 1"));
    kiosk.store.pass(Duration.ofSeconds(4));
    assertEquals("曾**", kiosk.tap("new card").path("who").textValue());
  }

  @Test
  void a_foreign_name_is_typed_letter_by_letter() throws Exception {
    kiosk.tap("new card");
    touch("[data-step=done]");
    unlock();
    touch("[data-code]");
    touch("[data-step=new]");
    for (String word : List.of("anna", "wu")) {
      letters(word);
      touch("[data-step=as-typed]");
    }
    touch("[data-step=register]");
    assertThat(page.locator(".note")).isVisible();
    assertEquals(
        "Anna Wu", kiosk.store.text("SELECT name FROM residents ORDER BY id DESC LIMIT 1"));
  }

  @Test
  void somebody_without_a_card_is_let_in_and_so_are_guests() throws Exception {
    unlock();
    touch("[data-step=admit]");
    letters("wxm");
    assertThat(page.locator(".person")).hasCount(1);
    touch(".person");
    touch("[data-room=sports]");
    assertThat(page.locator(".note")).hasText("已放行：王小明 → 文体活动室");
    touch("[data-step=admit]");
    touch("[data-step=party]");
    touch("[data-party='4']");
    touch("[data-room=civic]");
    assertThat(page.locator("[data-room=civic] .board-room-count")).hasText("4 / 40");
    assertEquals(1, kiosk.store.inside("sports"));
  }

  @Test
  void the_roll_is_called_by_one_touch_and_printed_with_full_names_without_any_network()
      throws Exception {
    kiosk.tap("W-1");
    kiosk.entrance.guests(3);
    touch("[data-step=done]");
    unlock();
    touch("[data-step=roll]");
    assertThat(page.locator(".roll-line")).hasCount(3);
    assertThat(page.locator(".staff-bar h1")).containsText("5 人");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator(".paper")).isVisible();
    assertThat(page.locator(".paper li").first()).containsText("☐ 王小明 09:15");
    assertThat(page.locator(".roll")).not().isVisible();
    page.pdf(new Page.PdfOptions().setPath(Path.of("target", "screens", "roll-call.pdf")));
    assertTrue(
        requests.stream().allMatch(request -> request.url().startsWith(kiosk.url("/"))),
        "all it needs comes from the kiosk");
  }

  @Test
  void names_of_every_kind_are_shown_as_text_and_break_nothing() throws Exception {
    String[] names = {
      "<img src=x onerror=alert(1)>",
      "\"&amp;' 😀👨‍👩‍👧",
      "محمد عبد الله بن أحمد",
      "欧阳".repeat(20),
      "a".repeat(40)
    };
    for (int i = 0; i < names.length; i++) {
      kiosk.store.person(
          new Person(names[i], Role.RESIDENT, null, null, null, null),
          new NewCard.Read(CardKind.QR, "N-" + i, false, null));
      kiosk.tap("N-" + i);
      assertThat(page.locator("main.result[data-seq='" + (i + 1) + "']")).isVisible();
    }
    Look look = new Look(page, "names");
    look.at("result", "main.result", 28);
    touch("[data-step=done]");
    unlock();
    look.at("board", "main.board", 18);
    touch("[data-room=hall]");
    for (String name : names) {
      assertThat(page.locator(".rows")).containsText(name);
    }
    page.locator(".row").first().tap();
    touch("[data-step=back]");
    touch("[data-step=back]");
    touch("[data-step=roll]");
    assertThat(page.locator(".roll-line")).hasCount(6);
    assertEquals(0, page.locator("img").count());
    assertEquals(List.of(), look.faults());
  }
}
