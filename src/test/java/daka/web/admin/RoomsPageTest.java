package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import daka.checkin.Decision;
import daka.store.OpenStore;
import daka.store.register.TokenRole;
import daka.web.api.RunningApi;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The rooms in the office.
class RoomsPageTest extends InOffice {
  private static final String SPORTS = "/api/v1/rooms/sports";

  @BeforeEach
  void register() {
    administrator();
  }

  private JsonNode room(String id) throws Exception {
    return RunningApi.json(api.get(api.staff, "/api/v1/rooms/" + id));
  }

  private List<String> order() throws Exception {
    List<String> ids = new ArrayList<>();
    RunningApi.json(api.get(api.staff, "/api/v1/rooms"))
        .get("rooms")
        .forEach(room -> ids.add(room.get("id").asText()));
    return ids;
  }

  private static void change(Page page, String room) {
    page.locator("[data-room=" + room + "] [data-step=change]").click();
    assertThat(page.locator("dialog [data-form=room]")).isVisible();
  }

  private static void save(Page page) {
    page.locator("[data-step=save]").click();
    assertThat(page.locator("p.note")).isVisible();
  }

  @Test
  void a_new_room_without_an_english_name_is_called_in_pinyin_by_programs() throws Exception {
    try (Page page = signedIn(ADMIN, "/rooms", 1280)) {
      for (int i = 0; i < 2; i++) {
        page.locator("[data-step=add]").click();
        page.locator("[name=name-zh-Hans]").fill("书画室");
        page.locator("[name=floor]").fill("2F");
        page.locator("[name=capacity]").fill("16");
        save(page);
      }
      assertEquals("书画室", room("shuhuashi").get("name").asText());
      assertEquals("书画室", room("shuhuashi-2").get("name").asText());
    }
  }

  @Test
  void a_new_room_has_its_names_and_takes_the_next_tap() throws Exception {
    try (Page page = signedIn(ADMIN, "/rooms", 360)) {
      page.locator("[data-step=add]").click();
      page.locator("[name=name-zh-Hans]").fill("书画室");
      page.locator("[name=name-en]").fill("Painting Room");
      page.locator("[name=floor]").fill("2F");
      page.locator("[name=capacity]").fill("16");
      save(page);
      assertThat(page.locator("[data-room=painting-room]")).containsText("书画室");
      openMenu(page);
      page.locator("select.languages").selectOption("en");
      assertThat(page.locator("[data-room=painting-room] bdi.room-name")).hasText("Painting Room");
      assertThat(page.locator("[data-room=painting-room] bdi.room-name"))
          .hasAttribute("lang", "en");
      api.store.resident("赵敏", "Z-1");
      Decision tap = api.store.desk.scan(OpenStore.room("painting-room", "Z-1"));
      assertTrue(tap instanceof Decision.Arrived, tap::toString);
      assertEquals("zh-Hans", room("painting-room").get("language").asText());
    }
  }

  @Test
  void a_room_is_closed_on_days_of_the_week_and_of_the_calendar() throws Exception {
    try (Page page = signedIn(ADMIN, "/rooms", 1280)) {
      change(page, "sports");
      page.locator("dialog [name=closed]").selectOption("days");
      page.locator("[name=weekday][value=mon]").check();
      page.locator("[data-day]").fill("2027-01-01");
      page.locator("[data-step=add-day]").click();
      page.locator("[data-day]").fill("2027-05-01");
      page.locator("[data-step=add-day]").click();
      page.locator("[data-step=remove-day]").last().click();
      page.locator("[data-day]").fill("2027-02-06");
      save(page);
      assertEquals(
          "[\"mon\",\"2027-01-01\",\"2027-02-06\"]", room("sports").get("closed").toString());
      assertThat(page.locator("tr[data-room=sports]")).containsText("周一、2027年1月1日、2027年2月6日");
      change(page, "sports");
      assertThat(page.locator("[name=weekday][value=mon]")).isChecked();
      page.locator("dialog [name=closed]").selectOption("false");
      save(page);
      assertEquals("false", room("sports").get("closed").toString());
      assertEquals("Culture & Sports", room("sports").at("/names/en").asText());
    }
  }

  @Test
  void rooms_are_put_in_order() throws Exception {
    try (Page page = signedIn(ADMIN, "/rooms", 1280)) {
      page.locator("[data-room=sports] [data-step=up]").click();
      assertThat(page.locator("tr[data-room]").nth(4)).hasAttribute("data-room", "sports");
      assertThat(page.locator("[data-room=hall] [data-step=up]")).isDisabled();
      assertThat(page.locator("[data-room=council] [data-step=down]")).isDisabled();
      assertEquals(List.of("hall", "party", "civic", "veterans", "sports", "council"), order());
    }
  }

  @Test
  void two_administrators_who_change_one_room_see_both_versions() throws Exception {
    try (Page page = signedIn(ADMIN, "/rooms", 1280)) {
      change(page, "sports");
      page.locator("[name=capacity]").fill("60");
      api.overwrite("PUT", SPORTS, "{\"name\": \"文体中心\", \"floor\": \"3F\", \"capacity\": 50}");
      page.locator("[data-step=save]").click();
      assertThat(page.locator("dialog [data-version=theirs]")).containsText("文体中心");
      assertThat(page.locator("[name=capacity]")).hasValue("60");
      assertEquals(50, room("sports").get("capacity").asInt());
      page.locator("[name=floor]").fill("3F");
      save(page);
      assertEquals(60, room("sports").get("capacity").asInt());
      assertEquals("3F", room("sports").get("floor").asText());
    }
  }

  @Test
  void a_room_that_only_has_another_place_now_is_saved_all_the_same() throws Exception {
    try (Page page = signedIn(ADMIN, "/rooms", 1280)) {
      change(page, "sports");
      page.locator("[name=capacity]").fill("60");
      JsonNode hall = room("hall");
      api.overwrite(
          "PUT", "/api/v1/rooms/hall", hall.toString().replace("\"position\":1", "\"position\":6"));
      save(page);
      assertEquals(60, room("sports").get("capacity").asInt());
      assertEquals("hall", order().getLast());
    }
  }

  @Test
  void a_room_that_nobody_was_in_is_deleted_at_the_second_touch_and_another_is_not()
      throws Exception {
    try (Page page = signedIn(ADMIN, "/rooms", 1280)) {
      change(page, "civic");
      page.locator("dialog [data-step=delete]").click();
      assertEquals(6, order().size());
      page.locator("dialog [data-step=delete]").click();
      assertThat(page.locator("tr[data-room]")).hasCount(5);
      change(page, "sports");
      page.locator("dialog [data-step=delete]").click();
      page.locator("dialog [data-step=delete]").click();
      assertThat(page.locator("dialog [role=alert]")).containsText("不能删除");
      assertEquals(5, order().size());
    }
  }

  @Test
  void staff_see_the_rooms_and_change_nothing() {
    account(STAFF, TokenRole.STAFF);
    try (Page page = signedIn(STAFF, "/rooms", 1280)) {
      assertThat(page.locator("tr[data-room]")).hasCount(6);
      assertThat(page.locator("[data-step=change], [data-step=add], [data-step=up]")).hasCount(0);
    }
  }

  @Test
  void the_hours_are_changed_by_weekday_with_closed_days() throws Exception {
    try (Page page = signedIn(ADMIN, "/rooms", 360)) {
      assertThat(page.locator(".hours [data-weekday=mon]")).containsText("08:30-21:00");
      page.locator("[data-step=hours]").click();
      page.locator("fieldset[data-weekday=mon] [data-end=closes]").fill("12:00");
      page.locator("fieldset[data-weekday=mon] [data-step=add-opening]").click();
      page.locator("fieldset[data-weekday=mon] [data-end=opens]").last().fill("14:00");
      page.locator("fieldset[data-weekday=mon] [data-end=closes]").last().fill("00:00");
      page.locator("[data-step=alike]").click();
      page.locator("fieldset[data-weekday=sun] [data-step=remove-opening]").first().click();
      page.locator("fieldset[data-weekday=sun] [data-step=remove-opening]").click();
      page.locator("dialog [data-day]").fill("2027-01-01");
      page.locator("dialog [data-step=add-day]").click();
      save(page);
      JsonNode now = RunningApi.json(api.get(api.staff, "/api/v1/hours"));
      assertEquals("[\"08:30-12:00\",\"14:00-24:00\"]", now.at("/week/sat").toString());
      assertEquals("[]", now.at("/week/sun").toString());
      assertEquals("[\"2027-01-01\"]", now.get("closed").toString());
      assertThat(page.locator(".hours [data-weekday=sun]")).containsText("不开放");
      assertThat(page.locator(".hours [data-closed]")).containsText("2027年1月1日");
    }
  }

  @Test
  void hours_that_cannot_be_are_told_and_what_was_typed_stays() throws Exception {
    try (Page page = signedIn(ADMIN, "/rooms", 1280)) {
      page.locator("[data-step=hours]").click();
      page.locator("fieldset[data-weekday=tue] [data-step=add-opening]").click();
      page.locator("fieldset[data-weekday=tue] [data-end=opens]").last().fill("20:00");
      page.locator("fieldset[data-weekday=tue] [data-end=closes]").last().fill("22:00");
      page.locator("[data-step=save]").click();
      assertThat(page.locator("dialog [role=alert]")).containsText("重叠");
      assertThat(page.locator("fieldset[data-weekday=tue] [data-end=opens]").last())
          .hasValue("20:00");
      page.locator("fieldset[data-weekday=tue] [data-end=opens]").last().fill("21:30");
      save(page);
    }
  }

  @Test
  void two_administrators_who_change_the_hours_see_both_versions() throws Exception {
    try (Page page = signedIn(ADMIN, "/rooms", 1280)) {
      page.locator("[data-step=hours]").click();
      page.locator("fieldset[data-weekday=mon] [data-end=opens]").fill("09:00");
      api.overwrite(
          "PUT", "/api/v1/hours", "{\"week\": {\"fri\": [\"10:00-16:00\"]}, \"closed\": []}");
      page.locator("[data-step=save]").click();
      assertThat(page.locator("dialog [data-version=theirs]")).containsText("10:00-16:00");
      assertThat(page.locator("fieldset[data-weekday=mon] [data-end=opens]")).hasValue("09:00");
      save(page);
      assertThat(page.locator(".hours [data-weekday=mon]")).containsText("09:00-21:00");
    }
  }

  @Test
  void a_reader_is_given_another_room() throws Exception {
    try (Page page = signedIn(ADMIN, "/rooms", 1280)) {
      assertThat(page.locator("[data-reader=counter] select")).hasValue("sports");
      page.locator("[data-reader=counter] select").selectOption("civic");
      assertThat(page.locator("p.note")).containsText("counter");
      assertThat(page.locator("[data-reader=counter] select")).hasValue("civic");
      assertEquals(
          "civic",
          RunningApi.json(api.get(api.staff, "/api/v1/readers/counter")).get("room").asText());
      page.locator("[data-reader=counter] select").selectOption("");
      assertThat(page.locator("[data-reader=counter] select")).hasValue("");
    }
  }
}
