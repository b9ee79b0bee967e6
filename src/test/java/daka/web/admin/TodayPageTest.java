package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import daka.store.OpenStore;
import daka.store.register.TokenRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What staff see of the day, and what they do about it.
class TodayPageTest extends InOffice {
  private static final String SPORTS = "[data-room=sports]";

  @BeforeEach
  void register() {
    administrator();
    account(STAFF, TokenRole.STAFF);
  }

  @Test
  void who_comes_is_seen_in_their_room_without_a_reload() throws Exception {
    api.store.resident("赵敏", "W-4");
    try (Page page = signedIn(STAFF, "/", 1280)) {
      assertThat(page.locator(SPORTS + " .room-count b")).hasText("1");
      page.locator(SPORTS + " summary").click();
      assertThat(page.locator(SPORTS)).containsText("李桂兰");
      api.store.desk.scan(OpenStore.room("sports", "W-4"));
      assertThat(page.locator(SPORTS)).containsText("赵敏");
      assertThat(page.locator(SPORTS + " .room-count b")).hasText("2");
    }
  }

  @Test
  void what_needs_somebody_stands_there_with_its_cure() {
    try (Page page = signedIn(STAFF, "/", 1280)) {
      assertThat(page.locator(".need[data-state=failed]")).containsText("请检查插头和电源");
      assertThat(page.locator(".need[data-state=failed]")).containsText("Plug it in.");
      assertThat(page.locator(".codes li")).hasCount(1);
    }
  }

  @Test
  void the_course_of_the_day_is_drawn_and_stands_in_a_table() {
    try (Page page = signedIn(STAFF, "/", 1280)) {
      assertThat(page.locator(".course h2")).containsText("3");
      assertThat(page.locator(".course tbody tr")).hasCount(1);
      assertThat(page.locator(".course tbody tr")).containsText("9:00–10:00");
    }
  }

  @Test
  void a_visit_is_ended_and_its_departure_taken_back() {
    try (Page page = signedIn(STAFF, "/", 1280)) {
      correct(page, SPORTS);
      page.locator("[data-step=depart]").click();
      assertThat(page.locator("p.note")).containsText("李桂兰");
      assertThat(page.locator(SPORTS + " .room-count b")).hasText("0");
      assertEquals(0, api.store.inside("sports"));
      page.locator(".left summary").click();
      page.locator(".left [data-visit='2']").click();
      page.locator("[data-step=reopen]").click();
      assertThat(page.locator(SPORTS + " .room-count b")).hasText("1");
      assertEquals(1, api.store.inside("sports"));
    }
  }

  @Test
  void a_visit_that_never_was_is_undone_only_at_the_second_touch() {
    try (Page page = signedIn(STAFF, "/", 1280)) {
      correct(page, SPORTS);
      page.locator("[data-step=void]").click();
      assertThat(page.locator("[data-step=void]")).containsText("再");
      assertEquals(1, api.store.inside("sports"));
      page.locator("[data-step=void]").click();
      assertThat(page.locator(SPORTS + " .room-count b")).hasText("0");
      assertEquals(0, api.store.inside("sports"));
    }
  }

  @Test
  void what_a_colleague_has_put_right_meanwhile_is_shown_and_decided_anew() throws Exception {
    try (Page page = signedIn(STAFF, "/", 1280)) {
      correct(page, SPORTS);
      page.locator("[data-step=void]").click();
      assertEquals(200, api.correct("POST", "/api/v1/visits/2/depart", "").statusCode());
      page.locator("[data-step=void]").click();
      assertThat(page.locator("dialog [role=alert]")).containsText("刚被别人改过");
      assertThat(page.locator("dialog [data-step=depart]")).hasCount(0);
      assertEquals("staff", api.store.text("SELECT ended FROM visits WHERE id = 2"));
      page.locator("dialog [data-step=reopen]").click();
      assertThat(page.locator(SPORTS + " .room-count b")).hasText("1");
    }
  }

  @Test
  void what_a_colleague_has_taken_back_can_only_be_looked_at() throws Exception {
    try (Page page = signedIn(STAFF, "/", 1280)) {
      correct(page, SPORTS);
      assertEquals(200, api.correct("POST", "/api/v1/visits/2/void", "").statusCode());
      page.locator("[data-step=depart]").click();
      assertThat(page.locator("dialog [role=alert]")).isVisible();
      assertThat(page.locator("dialog")).containsText("已撤销");
      assertThat(page.locator("dialog [data-step]")).hasCount(1);
    }
  }

  @Test
  void into_a_full_room_one_is_moved_with_a_reason_and_not_without() throws Exception {
    api.store.capacity("hall", 1);
    try (Page page = signedIn(STAFF, "/", 1280)) {
      correct(page, SPORTS);
      page.locator("dialog [name=room]").selectOption("hall");
      page.locator("[data-step=move]").click();
      assertThat(page.locator("dialog [role=alert]")).isVisible();
      assertEquals(1, api.store.inside("hall"));
      page.locator("dialog [name=reason]").fill("陪同家人");
      page.locator("[data-step=move]").click();
      assertThat(page.locator("[data-room=hall] .room-count b")).hasText("2");
      assertEquals(2, api.store.inside("hall"));
      assertTrue(api.store.lastEntry().contains("\"override\":true"), api.store.lastEntry());
    }
  }

  @Test
  void somebody_without_a_card_is_found_by_pinyin_and_let_in() {
    try (Page page = signedIn(STAFF, "/", 1280)) {
      page.locator("[data-step=admit]").click();
      page.locator("dialog input[type=search]").fill("zjg");
      page.locator("dialog .pick", new Page.LocatorOptions().setHasText("张建国")).click();
      page.locator("dialog [name=room]").selectOption("council");
      page.locator("[data-step=admit-now]").click();
      assertThat(page.locator("p.note")).containsText("张建国");
      assertEquals(1, api.store.inside("council"));
    }
  }

  private static void correct(Page page, String room) {
    page.locator(room + " summary").click();
    page.locator(room + " [data-visit]").click();
    assertThat(page.locator("dialog.act")).isVisible();
  }

  @Test
  void the_roll_call_is_all_that_is_printed() {
    try (Page page = signedIn(STAFF, "/", 1280)) {
      assertThat(page.locator(".room").first()).isVisible();
      assertThat(page.locator(".roll")).isHidden();
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(page.locator(".roll")).isVisible();
      assertThat(page.locator(".roll tr")).hasCount(2);
      assertThat(page.locator(".roll"))
          .containsText(Pattern.compile("益民.*2026-11-23 09:55", Pattern.DOTALL));
      for (String other : new String[] {".top", "nav", ".day", "h1"}) {
        assertThat(page.locator(other).first()).isHidden();
      }
    }
  }

  @Test
  void an_auditor_sees_how_many_and_not_who() {
    account(AUDITOR, TokenRole.AUDITOR);
    try (Page page = signedIn(AUDITOR, "/", 1280)) {
      assertThat(page.locator(SPORTS + " .room-count b")).hasText("1");
      assertThat(page.locator("[data-visit], [data-step=admit], .roll")).hasCount(0);
    }
  }
}
