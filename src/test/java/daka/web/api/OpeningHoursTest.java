package daka.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.Centre;
import daka.checkin.Desk;
import daka.checkin.Hours;
import daka.screen.Answer;
import daka.screen.CentreSign;
import daka.screen.Entrance;
import daka.screen.Screen;
import daka.store.OpenStore;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The hours and the rooms of readers over HTTP, in a real config file, and what the next tap knows
/// of them.
class OpeningHoursTest {
  private static final String HOURS = "/api/v1/hours";
  private static final String READER = "/api/v1/readers/counter";

  @TempDir Path folder;
  private RunningApi api;

  @BeforeEach
  void open() throws Exception {
    api = new RunningApi(folder);
  }

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  private String file() throws Exception {
    return Files.readString(folder.resolve("daka.toml"));
  }

  private JsonNode hours() throws Exception {
    return RunningApi.json(api.get(api.staff, HOURS));
  }

  private static String tag(HttpResponse<String> response) {
    return response.headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void the_hours_are_those_of_the_file_and_go_back_as_they_came() throws Exception {
    JsonNode told = hours();
    assertEquals("Asia/Shanghai", told.get("zone").asText());
    assertEquals("[\"08:30-21:00\"]", told.at("/week/sun").toString());
    assertEquals("[]", told.get("closed").toString());
    assertTrue(told.get("in_use").asBoolean());
    String before = file();
    assertEquals(200, api.overwrite("PUT", HOURS, told.toString()).statusCode());
    assertEquals(before, file());
    assertEquals(List.of(), actions());
  }

  private List<String> actions() throws Exception {
    JsonNode all = RunningApi.json(api.get(api.admin, "/api/v1/audit")).get("audit");
    return all.valueStream()
        .map(
            entry ->
                entry.get("action").asText()
                    + " "
                    + entry.path("id").asText("")
                    + entry.path("fields"))
        .filter(text -> text.startsWith("hours") || text.startsWith("reader"))
        .toList();
  }

  @Test
  void a_change_is_written_beside_its_comments_audited_and_known_to_the_next_tap()
      throws Exception {
    HttpResponse<String> changed =
        api.ifMatch(
            tag(api.get(api.admin, HOURS)),
            "PUT",
            HOURS,
            "{\"week\": {\"mon\": [\"18:00-02:00\"], \"tue\": [\"09:00-12:00\", \"14:00-24:00\"]},"
                + " \"closed\": [\"2027-01-01\", \"2026-12-31\", \"2027-01-01\"]}");
    assertEquals(200, changed.statusCode(), changed.body());
    JsonNode told = RunningApi.json(changed);
    assertEquals("[\"2026-12-31\",\"2027-01-01\"]", told.get("closed").toString());
    assertEquals("[\"09:00-12:00\",\"14:00-24:00\"]", told.at("/week/tue").toString());
    assertEquals("[]", told.at("/week/wed").toString());
    assertTrue(told.get("in_use").asBoolean(), told::toString);
    assertTrue(file().contains("# as on the sign"), file());
    assertTrue(Files.exists(folder.resolve("daka.toml.before")));
    assertEquals(List.of("hours.changed [\"week\",\"closed\"]"), actions());
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }

  @Test
  void whoever_has_not_seen_the_hours_or_may_not_changes_nothing() throws Exception {
    String before = file();
    String tag = tag(api.get(api.admin, HOURS));
    String body = "{\"week\": {\"mon\": [\"09:00-17:00\"]}, \"closed\": []}";
    assertEquals(428, api.send("PUT", api.admin, HOURS, body).statusCode());
    assertEquals(403, api.send("PUT", api.staff, HOURS, body).statusCode());
    assertEquals(403, api.get(api.auditor, HOURS).statusCode());
    assertEquals(before, file());
    Files.writeString(folder.resolve("daka.toml"), before.replace("21:00", "22:00"));
    HttpResponse<String> stale = api.ifMatch(tag, "PUT", HOURS, body);
    assertEquals(412, stale.statusCode(), stale.body());
    assertEquals(
        "08:30-22:00", RunningApi.json(stale).at("/current/week/mon/0").asText(), stale.body());
    assertEquals(tag(api.get(api.admin, HOURS)), tag(stale));
  }

  @Test
  void a_file_that_was_changed_by_hand_is_told_and_taken_up_by_saving_it() throws Exception {
    Files.writeString(
        folder.resolve("daka.toml"), file().replace("21:00", "22:00").replace("yimin", "other"));
    JsonNode told = hours();
    assertEquals("08:30-22:00", told.at("/week/mon/0").asText());
    assertFalse(told.get("in_use").asBoolean());
    assertEquals(200, api.overwrite("PUT", HOURS, told.toString()).statusCode());
    assertTrue(hours().get("in_use").asBoolean());
    assertTrue(file().contains("other"), file());
    Files.writeString(folder.resolve("daka.toml"), file().replace("[kiosk]", "[kiosk"));
    HttpResponse<String> broken = api.get(api.staff, HOURS);
    assertEquals(409, broken.statusCode());
    assertTrue(RunningApi.detail(broken).contains("mend it on the kiosk"), broken.body());
    assertEquals(409, api.overwrite("PUT", HOURS, told.toString()).statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                      | \"week\" is missing",
        "{\"week\": {}}                                          | \"closed\" is missing",
        "{\"week\": {}, \"closed\": []}                          | opening and closing time",
        "{\"week\": {\"mo\": []}, \"closed\": []}                | mon, tue",
        "{\"week\": {\"mon\": [\"9-17\"]}, \"closed\": []}       | opening and closing time",
        "{\"week\": {\"mon\": [null]}, \"closed\": []}           | week.mon",
        "{\"week\": {\"mon\": \"09:00-17:00\"}, \"closed\": []}  | week.mon",
        "{\"week\": {\"mon\": [\"09:00-17:00\", \"16:00-18:00\"]}, \"closed\": []} | overlap",
        "{\"week\": {\"mon\": [\"09:00-17:00\"]}, \"closed\": [\"2027-02-30\"]}    | a day such as",
        "{\"week\": {\"mon\": [\"09:00-17:00\"]}, \"closed\": [\"a\\u001fb\"]}   | control"
            + " character",
        "{\"week\": {\"mon\": [\"09:00-17:00\"]}, \"closed\": [], \"zone\": \"UTC\"} | zone"
      })
  void hours_that_cannot_be_are_refused_with_the_cure_and_change_nothing(String wrong, String cure)
      throws Exception {
    String before = file();
    HttpResponse<String> refused = api.overwrite("PUT", HOURS, wrong);
    assertEquals(400, refused.statusCode(), refused.body());
    assertTrue(RunningApi.detail(refused).contains(cure), refused.body());
    assertEquals(before, file());
    assertTrue(hours().get("in_use").asBoolean());
  }

  @Test
  void a_reader_gets_another_room_and_that_of_the_kiosk() throws Exception {
    JsonNode all = RunningApi.json(api.get(api.staff, "/api/v1/readers"));
    assertEquals("hall", all.get("kiosk_room").asText());
    assertEquals("[{\"id\":\"counter\",\"room\":\"sports\"}]", all.get("readers").toString());
    String tag = tag(api.get(api.staff, READER));
    assertEquals(428, api.send("PUT", api.admin, READER, "{}").statusCode());
    assertEquals(403, api.send("PUT", api.staff, READER, "{}").statusCode());
    assertEquals(200, api.ifMatch(tag, "PUT", READER, "{\"room\": \"civic\"}").statusCode());
    HttpResponse<String> stale = api.ifMatch(tag, "PUT", READER, "{\"room\": \"party\"}");
    assertEquals(412, stale.statusCode());
    assertEquals("civic", RunningApi.json(stale).at("/current/room").asText());
    assertTrue(file().contains("room = \"civic\""), file());
    assertEquals(200, api.overwrite("PUT", READER, "{\"id\": \"counter\"}").statusCode());
    assertFalse(RunningApi.json(api.get(api.staff, READER)).has("room"));
    assertEquals(
        List.of("reader.changed counter[\"room\"]", "reader.changed counter[\"room\"]"), actions());
    for (String wrong :
        List.of("{\"room\": \"attic\"}", "{\"room\": \"A b\"}", "{\"id\": \"x\"}")) {
      assertEquals(400, api.overwrite("PUT", READER, wrong).statusCode(), wrong);
    }
    assertEquals(404, api.overwrite("PUT", "/api/v1/readers/nobody", "{}").statusCode());
  }

  @Test
  void a_room_that_a_reader_belongs_to_is_not_deleted() throws Exception {
    assertEquals(409, api.overwrite("DELETE", "/api/v1/rooms/sports", "").statusCode());
    assertEquals(200, api.overwrite("PUT", READER, "{\"room\": \"civic\"}").statusCode());
    assertEquals(409, api.overwrite("DELETE", "/api/v1/rooms/civic", "").statusCode());
    assertEquals(204, api.overwrite("DELETE", "/api/v1/rooms/sports", "").statusCode());
  }

  @Test
  void the_next_tap_goes_by_the_new_hours_and_to_the_new_room() throws Exception {
    Hours hours = new Hours(OpenStore.HOURS.week(), OpenStore.HOURS.closed(), OpenStore.ZONE);
    Desk desk =
        api.store.deskOf(new Centre("hall", hours, OpenStore.AFTER_CLOSING, Integer.MAX_VALUE));
    Screen screen =
        new Screen(
            new CentreSign("yimin", "益民", List.of("zh-Hans"), hours),
            api.store.ledger::rooms,
            api.store::now,
            System::nanoTime,
            70);
    Entrance entrance = new Entrance(desk, screen);
    api.store.resident("王小明", "W-1");
    api.store.resident("李桂兰", "W-2");
    Answer open = entrance.scan(OpenStore.room("sports", "W-1"));
    assertEquals(false, open.outsideHours());
    assertEquals("sports", open.room());
    long version = screen.state().version();
    hours.become(new Hours(hours.week(), Set.of(hours.day(api.store.now())), OpenStore.ZONE));
    entrance.readerRooms().give("reader-sports", "civic");
    api.store.pass(Duration.ofMinutes(5));
    Answer closed = entrance.scan(OpenStore.room("sports", "W-2"));
    assertEquals(true, closed.outsideHours());
    assertEquals("civic", closed.room());
    assertTrue(screen.state().version() > version);
    assertEquals(List.of(), screen.state().centre().hours());
  }
}
