package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.checkin.Room;
import daka.health.Part;
import daka.reader.http.HttpReader;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.register.PersonalCodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The residents' screen and the board in a real browser, reached by real taps and touches.
class ScreenPageTest extends InBrowser {
  @TempDir Path folder;
  private final List<String> complaints = new ArrayList<>();
  private RunningKiosk kiosk;
  private Page page;

  @BeforeEach
  void open() throws Exception {
    kiosk = new RunningKiosk(folder);
    page = open("/", 1280, 800);
  }

  private Page open(String path, int width, int height) {
    Page opened = chromium.page(width, height);
    opened.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    opened.onPageError(complaints::add);
    Chromium.open(opened, kiosk.url(path));
    return opened;
  }

  @AfterEach
  void close() throws Exception {
    page.close();
    kiosk.close();
  }

  @Test
  void idle_it_invites_and_says_how_full_each_room_is() {
    assertThat(page.locator(".invitation-words")).hasText("请刷卡或出示二维码");
    assertThat(page.locator(".header-name")).hasText("益民社区邻里中心");
    assertThat(page.locator(".today-lunar")).containsText("农历");
    assertThat(page.locator(".well")).hasText("设备正常");
    assertThat(page.locator(".room-now").first()).containsText("余 80 位");
    assertQuiet();
  }

  @Test
  void a_room_is_called_in_the_language_that_is_chosen_and_the_element_says_which()
      throws Exception {
    kiosk.store.put(new Room("chess", "棋牌室", "2F", 8));
    page.locator(".languages button:has-text('English')").tap();
    assertThat(page.locator(".room-now-name").first()).hasText("Service Hall");
    assertThat(page.locator(".room-now-name").first()).hasAttribute("lang", "en");
    kiosk.tap("W-1");
    assertThat(page.locator(".said")).containsText("Service Hall");
    assertThat(page.locator("[data-room=sports]")).containsText("Culture & Sports");
    assertThat(page.locator("[data-room=chess]")).containsText("棋牌室");
    assertQuiet();
  }

  @Test
  void a_tap_is_shown_full_screen_with_a_masked_name() throws Exception {
    kiosk.tap("W-1");
    assertThat(page.locator("h1")).hasText("签到成功");
    assertThat(page.locator(".said")).containsText("王**");
    assertThat(page.locator(".said")).containsText("便民服务大厅，09:15 签到");
    assertThat(page.locator("body")).not().containsText("王小明");
    assertQuiet();
  }

  @Test
  void a_room_touched_after_the_tap_is_where_the_visit_is() throws Exception {
    kiosk.tap("W-1");
    page.locator("[data-room=sports]").tap();
    assertThat(page.locator(".result")).hasAttribute("data-decision", "moved");
    assertThat(page.locator(".said")).containsText("文体活动室");
    assertThat(page.locator("[data-room=sports]")).isDisabled();
    assertEquals("sports", kiosk.shown().room());
    assertQuiet();
  }

  @Test
  void a_room_that_is_full_is_marked_and_cannot_be_pressed() throws Exception {
    kiosk.store.put(new Room("sports", "文体活动室", "2F", 0));
    kiosk.tap("W-1");
    assertThat(page.locator("[data-room=sports]")).isDisabled();
    assertThat(page.locator("[data-room=sports]")).containsText("已满");
  }

  @Test
  void one_who_finds_the_room_full_comes_in_elsewhere_by_one_touch() throws Exception {
    kiosk.store.put(new Room("hall", "便民服务大厅", "1F", 0));
    kiosk.tap("W-1");
    assertThat(page.locator("h1")).hasText("这里满了");
    page.locator("[data-room=sports]").tap();
    assertThat(page.locator(".said")).containsText("文体活动室，09:15 签到");
    assertQuiet();
  }

  @Test
  void leaving_and_taking_it_back_are_one_touch_each() throws Exception {
    kiosk.tap("W-1");
    page.locator("[data-step=leave]").tap();
    assertThat(page.locator("h1")).hasText("已签退，再见");
    page.locator("[data-step=undo]").tap();
    assertThat(page.locator(".said")).containsText("仍在便民服务大厅");
    assertEquals(1, kiosk.screen.state().inside());
    assertQuiet();
  }

  @Test
  void an_impatient_second_press_does_nothing() throws Exception {
    kiosk.tap("W-1");
    assertThat(page.locator("h1")).hasText("签到成功");
    page.locator("[data-step=leave]").dblclick();
    assertThat(page.locator("h1")).hasText("已签退，再见");
    assertEquals("departed", kiosk.shown().decision());
    assertEquals(2, kiosk.store.ledger.journal().head());
  }

  @Test
  void guests_come_in_by_two_touches() {
    page.locator("[data-step=guests]").tap();
    assertThat(page.locator(".parties button")).hasCount(20);
    page.locator("[data-party='12']").tap();
    assertThat(page.locator(".said")).containsText("访客 12 位");
    assertEquals(12, kiosk.screen.state().inside());
    assertQuiet();
  }

  @Test
  void an_unknown_card_is_told_what_to_do_next_with_a_code() throws Exception {
    String code = kiosk.tap("nobody").path("code").textValue();
    assertThat(page.locator(".code")).hasText(code);
    assertThat(page.locator(".said")).containsText("请把登记码告诉工作人员");
    page.locator("[data-step=done]").tap();
    assertThat(page.locator(".idle")).isVisible();
    assertQuiet();
  }

  @Test
  void what_could_not_be_recorded_is_never_shown_as_done() throws Exception {
    kiosk.store.database.close();
    kiosk.tap("W-1");
    assertThat(page.locator("h1")).hasText("没有记录成功");
  }

  @Test
  void the_language_changes_by_one_touch() {
    page.locator("button[lang=en]").tap();
    assertThat(page.locator(".invitation-words")).hasText("Tap your card or show your code");
    page.locator("button[lang=zh-Hant]").tap();
    assertThat(page.locator(".invitation-words")).hasText("請刷卡或出示二維碼");
    assertQuiet();
  }

  @Test
  void a_plural_form_that_the_texts_of_a_language_lack_is_said_as_the_general_one() {
    Object said =
        page.evaluate(
            """
            async () => {
              const { Texts } = await import("/kiosk/app/texts.js");
              const arabic = new Texts("ar", { "party.one": "one", "party.other": "several" });
              return [0, 1, 2, 3, 11, 100].map((n) => arabic.say("party", { n }));
            }
            """);
    assertEquals(List.of("several", "one", "several", "several", "several", "several"), said);
  }

  @Test
  void a_code_keeps_its_order_within_words_that_are_written_from_the_right() {
    Object said =
        page.evaluate(
            """
            async () => {
              const { Texts } = await import("/kiosk/app/texts.js");
              return ["ar", "en"].map((each) => new Texts(each, { x: "{code}!" }).say("x", { code: "72KM" }));
            }
            """);
    assertEquals(List.of("\u206872KM\u2069!", "72KM!"), said);
  }

  @Test
  void a_reload_in_mid_result_shows_the_result() throws Exception {
    kiosk.tap("W-1");
    assertThat(page.locator("h1")).hasText("签到成功");
    page.reload();
    assertThat(page.locator("h1")).hasText("签到成功");
    assertQuiet();
  }

  @Test
  void a_lost_kiosk_is_shown_and_comes_back_by_itself() throws Exception {
    kiosk.tap("W-1");
    assertThat(page.locator("h1")).hasText("签到成功");
    int port = kiosk.server.port();
    kiosk.server.close();
    assertThat(page.locator(".lost")).isVisible();
    assertThat(page.locator("body")).not().containsText("签到成功");
    kiosk.startAgain(port);
    assertThat(page.locator(".lost")).not().isVisible();
  }

  @Test
  void names_with_markup_are_shown_as_text() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    String name = "<b>益民</b> \"&\" 😀 \u202eabc";
    try (RunningKiosk odd =
        new RunningKiosk(other, name, Map.of("demo", new HttpReader("demo", null)))) {
      odd.store.resident("<img src=x onerror=alert(1)>", "X-1");
      Chromium.open(page, odd.url("/"));
      assertThat(page.locator(".header-name")).hasText(name);
      odd.tap("X-1");
      assertThat(page.locator(".said-who")).hasText("<**");
      assertEquals(0, page.locator("img").count());
      assertQuiet();
      page.navigate("about:blank");
    }
  }

  @Test
  void each_page_weighs_less_than_150_kb_without_sounds() {
    for (String path : List.of("/", "/board")) {
      List<Integer> sizes = new CopyOnWriteArrayList<>();
      try (Page loaded = chromium.page(1280, 800)) {
        loaded.onRequestFinished(
            request -> {
              if (!request.url().matches(".*(/voice/|/sounds/|/screen/events).*")) {
                sizes.add(request.sizes().responseBodySize);
              }
            });
        Chromium.open(loaded, kiosk.url(path));
        loaded.waitForLoadState(LoadState.LOAD);
      }
      int sum = sizes.stream().mapToInt(Integer::intValue).sum();
      assertTrue(sizes.size() > 20 && sum < 150_000, path + " weighs " + sum + ": " + sizes);
    }
  }

  @Test
  void a_person_whose_language_is_known_is_answered_in_it() throws Exception {
    kiosk.store.person(
        new Person("Anna", Role.RESIDENT, null, null, "en", null),
        new NewCard.Read(CardKind.QR, "A-1", false, null));
    kiosk.tap("A-1");
    assertThat(page.locator("h1")).hasText("Welcome");
    page.locator("[data-step=done]").tap();
    assertThat(page.locator(".invitation-words")).hasText("请刷卡或出示二维码");
    assertQuiet();
  }

  @Test
  void somebody_without_a_card_checks_in_by_the_number_of_the_phone() throws Exception {
    kiosk.store.person(
        new Person("李桂兰", Role.RESIDENT, null, null, null, null),
        new NewCard.Read(CardKind.PHONE, "13800138000", false, null));
    page.locator("[data-step=number]").tap();
    "13800138000"
        .chars()
        .forEach(digit -> page.locator("[data-digit='" + (char) digit + "']").tap());
    assertThat(page.locator(".digits")).hasText("138 0013 8000");
    page.locator("[data-step=come]").tap();
    assertThat(page.locator("main.result[data-decision=recorded] h1")).hasText("已登记");
    assertThat(page.locator(".said-who")).hasCount(0);
    assertThat(page.locator("main.result .action")).hasCount(1);
    assertThat(page.locator("body")).not().containsText("李");
    Chromium.keep(page, "recorded");
    assertEquals(1, kiosk.screen.state().inside());
    assertQuiet();
  }

  @Test
  void a_keypad_that_is_held_up_says_so_and_keeps_what_was_typed() throws Exception {
    for (int i = 0; i < 5; i++) {
      kiosk.post("/screen/number", "{\"kind\":\"phone\",\"number\":\"1390000000" + i + "\"}");
    }
    assertThat(page.locator("main.result[data-reason=see-staff] h1")).hasText("请找工作人员");
    Chromium.keep(page, "refused-see-staff");
    page.locator("[data-step=done]").tap();
    page.locator("[data-step=number]").tap();
    "1390000".chars().forEach(digit -> page.locator("[data-digit='" + (char) digit + "']").tap());
    page.locator("[data-step=come]").tap();
    assertThat(page.locator(".wrong")).containsText("秒再试");
    assertThat(page.locator(".digits")).hasText("139 0000");
    Chromium.keep(page, "number-held-up");
    page.locator("[data-digit='1']").tap();
    assertThat(page.locator(".wrong")).hasCount(0);
  }

  @Test
  void a_centre_that_wants_a_code_asks_for_it_after_the_number_and_does_not_show_it()
      throws Exception {
    Path other = Files.createDirectory(folder.resolve("codes"));
    try (RunningKiosk codes = RunningKiosk.withPersonalCodes(other);
        Page asked = chromium.page(1024, 600)) {
      long id =
          codes.store.person(
              new Person("李桂兰", Role.RESIDENT, null, null, null, null),
              new NewCard.Read(CardKind.PHONE, "13800138000", false, null));
      new PersonalCodes(codes.store.database, codes.store.fingerprints).set(id, "2580", _ -> true);
      Chromium.open(asked, codes.url("/"));
      asked.locator("[data-step=number]").tap();
      "13800138000"
          .chars()
          .forEach(digit -> asked.locator("[data-digit='" + (char) digit + "']").tap());
      asked.locator("[data-step=next]").tap();
      assertThat(asked.locator("[data-asked=code] h1")).hasText("您的四位密码");
      assertThat(asked.locator("[data-step=come]")).isDisabled();
      "2580".chars().forEach(digit -> asked.locator("[data-digit='" + (char) digit + "']").tap());
      assertThat(asked.locator(".digits")).hasText("●●●●");
      Chromium.keep(asked, "number-code");
      asked.locator("[data-step=come]").tap();
      assertThat(asked.locator("main.result[data-decision=recorded]")).isVisible();
      assertEquals(1, codes.screen.state().inside());
    }
  }

  @Test
  void an_answer_leaves_by_itself() throws Exception {
    kiosk.tap("W-1");
    assertThat(page.locator("main.result")).isVisible();
    kiosk.pass(Duration.ofSeconds(15));
    assertThat(page.locator("main.idle")).isVisible();
  }

  @Test
  void light_that_is_wrong_is_told_in_the_language_of_who_stands_there() {
    kiosk.screen.health(List.of(Part.warning("reader window", "too dark", "A lamp.", "dark")));
    assertThat(page.locator(".light")).hasText("太暗，看不清二维码：请开灯");
    assertThat(page.locator(".well")).isVisible();
    page.locator(".languages button:has-text('English')").tap();
    assertThat(page.locator(".light")).hasText("Too dark to see codes: please switch on a light");

    kiosk.screen.health(List.of(Part.warning("reader window", "too bright", "Shade.", "glare")));
    assertThat(page.locator(".light")).containsText("Too bright");
    try (Page board = open("/board", 1280, 800)) {
      assertThat(board.locator(".problem")).containsText("光太强，看不清二维码：请遮一遮光");
    }

    kiosk.screen.health(List.of());
    assertThat(page.locator(".light")).hasCount(0);
    assertQuiet();
  }

  @Test
  void the_board_says_who_is_where_and_what_needs_a_person() throws Exception {
    kiosk.store.put(new Room("veterans", "退役军人服务站", "1F", 0));
    kiosk.screen.health(
        List.of(Part.failed("reader counter", "/dev/ttyACM0 is gone", "Plug it in again.")));
    kiosk.entrance.guests(20);
    kiosk.tap("W-1");
    try (Page board = open("/board", 1280, 800)) {
      assertThat(board.locator("[data-room=hall] .board-room-count")).hasText("21 / 80");
      assertThat(board.locator("[data-room=veterans]")).hasAttribute("data-fill", "full");
      assertThat(board.locator(".problem")).containsText("读卡器 counter · 故障");
      assertThat(board.locator(".problem")).containsText("请检查插头和电源");
      assertThat(board.locator(".answered")).containsText("王**");
      assertThat(board.locator(".latest li").first()).containsText("王** 便民服务大厅");
      assertThat(board.locator(".latest li").nth(1)).containsText("访客 20 位");
      assertThat(board.locator(".course svg")).hasAttribute("aria-label", "到现在 21 人，往常 0 人");
      assertThat(board.locator(".floor")).hasCount(2);
      assertQuiet();
    }
    assertThat(page.locator(".result")).isVisible();
  }

  private void assertQuiet() {
    assertEquals(List.of(), complaints);
  }
}
