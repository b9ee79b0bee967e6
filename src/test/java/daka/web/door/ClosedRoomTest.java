package daka.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.reader.http.HttpReader;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A room that an administrator has closed by HTTP, and what a tap and a touch are answered then.
class ClosedRoomTest {
  private static final Map<String, HttpReader> READERS =
      Map.of("demo", new HttpReader("demo", null), "gym", new HttpReader("gym", "sports"));

  @TempDir Path folder;
  private RunningKiosk kiosk;
  private String admin;

  @BeforeEach
  void open() throws Exception {
    kiosk = new RunningKiosk(folder, "益民", READERS);
    admin =
        new Tokens(kiosk.store.database)
            .issue("office", TokenRole.ADMIN, kiosk.store.now())
            .orElseThrow();
  }

  @AfterEach
  void close() throws Exception {
    kiosk.close();
  }

  private void put(String id, String name, String closed) throws Exception {
    String room =
        "{\"name\":\"%s\",\"floor\":\"2F\",\"capacity\":50,\"closed\":%s}".formatted(name, closed);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(kiosk.url("/api/v1/rooms/" + id)))
            .header("Authorization", "Bearer " + admin)
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .PUT(BodyPublishers.ofString(room))
            .build();
    HttpResponse<String> done = kiosk.http.send(request, BodyHandlers.ofString());
    assertEquals(200, done.statusCode(), done.body());
  }

  private JsonNode tap(String reader) throws Exception {
    String scan = "{\"reader\":\"%s\",\"payload\":\"W-1\"}".formatted(reader);
    return RunningKiosk.json(kiosk.post("/api/v1/scans", scan));
  }

  private static boolean offers(JsonNode answer, String room) {
    return answer.path("rooms").valueStream().anyMatch(r -> r.path("id").asText().equals(room));
  }

  private static void assertClosed(JsonNode answer) {
    assertEquals("refused", answer.path("decision").textValue(), answer::toString);
    assertEquals("room-closed", answer.path("reason").textValue(), answer::toString);
    assertTrue(offers(answer, "hall"), answer::toString);
    assertFalse(offers(answer, "sports"), answer::toString);
  }

  @Test
  void a_tap_at_the_reader_of_a_closed_room_is_refused_with_the_rooms_that_are_open()
      throws Exception {
    put("sports", "文体活动室", "true");
    assertClosed(tap("gym"));
    assertEquals(0, kiosk.store.inside("sports"));
    assertTrue(
        kiosk.store.lastEntry().contains("\"reason\":\"room-closed\""), kiosk.store::lastEntry);
    put("sports", "文体活动室", "false");
    kiosk.store.pass(Duration.ofSeconds(4));
    assertEquals("arrived", tap("gym").path("decision").textValue());
  }

  @Test
  void a_room_that_is_closed_by_weekday_opens_by_itself_on_the_next_day() throws Exception {
    put("sports", "文体活动室", "[\"mon\"]");
    assertClosed(tap("gym"));
    kiosk.store.pass(Duration.ofDays(1));
    assertEquals("arrived", tap("gym").path("decision").textValue());
  }

  @Test
  void a_touch_leads_nobody_into_a_closed_room() throws Exception {
    JsonNode arrived = tap("demo");
    assertTrue(offers(arrived, "sports"), arrived::toString);
    put("sports", "文体活动室", "true");
    String offer = arrived.path("offer").textValue();
    String touch = "{\"offer\":\"%s\",\"room\":\"sports\"}".formatted(offer);
    assertClosed(RunningKiosk.json(kiosk.post("/screen/room", touch)));
    assertEquals(1, kiosk.store.inside("hall"));
  }

  @Test
  void who_is_inside_when_a_room_closes_leaves_by_a_tap() throws Exception {
    tap("gym");
    put("sports", "文体活动室", "true");
    kiosk.store.pass(Duration.ofMinutes(5));
    assertEquals("departed", tap("gym").path("decision").textValue());
  }

  @Test
  void with_the_kiosks_own_room_closed_guests_and_numbers_are_told_so_too() throws Exception {
    put("hall", "便民服务大厅", "true");
    kiosk.store.person(
        new Person("李桂兰", Role.RESIDENT, null, null, null, null),
        new NewCard.Read(CardKind.PHONE, "13800138000", false, null));
    JsonNode guests = RunningKiosk.json(kiosk.post("/screen/guests", "{\"party\":3}"));
    assertEquals("room-closed", guests.path("reason").textValue(), guests::toString);
    JsonNode typed =
        RunningKiosk.json(
            kiosk.post("/screen/number", "{\"kind\":\"phone\",\"number\":\"13800138000\"}"));
    assertEquals("room-closed", typed.path("reason").textValue(), typed::toString);
    assertEquals("room-closed", tap("demo").path("reason").textValue());
    assertEquals(0, kiosk.screen.state().inside());
  }
}
