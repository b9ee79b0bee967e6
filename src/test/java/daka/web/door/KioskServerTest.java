package daka.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.FieldCases;
import daka.health.Part;
import daka.reader.code.Symbology;
import daka.reader.http.HttpReader;
import daka.web.http.ProblemsTest;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Taps, touches and health over HTTP, with the real desk over a real database.
class KioskServerTest {
  @TempDir Path folder;
  private RunningKiosk kiosk;

  @BeforeEach
  void open() throws Exception {
    kiosk = new RunningKiosk(folder);
  }

  @AfterEach
  void close() throws Exception {
    kiosk.close();
  }

  @Test
  void a_tap_is_answered_with_the_decision_and_shown() throws Exception {
    HttpResponse<String> response =
        kiosk.post("/api/v1/scans", "{\"reader\":\"demo\",\"payload\":\"W-1\",\"kind\":\"qr\"}");
    assertEquals(200, response.statusCode());
    JsonNode answer = RunningKiosk.json(response);
    assertEquals("arrived", answer.path("decision").textValue());
    assertEquals("王**", answer.path("who").textValue());
    assertEquals("hall", answer.path("room").textValue());
    assertEquals("2026-11-23T09:15:02.120+08:00", answer.path("at").textValue());
    assertEquals(79, answer.path("rooms").path(0).path("free").intValue());
    assertFalse(answer.has("reason"), "no reason where nothing is refused");
    assertEquals("arrived", kiosk.shown().decision());
  }

  @Test
  void an_image_is_decoded_as_a_camera_frame_would_be() throws Exception {
    HttpResponse<String> response =
        kiosk.post("/api/v1/scans?reader=demo", "image/png", QrImages.png("W-1"));
    assertEquals(200, response.statusCode(), response.body());
    assertEquals("王**", RunningKiosk.json(response).path("who").textValue());
  }

  @ParameterizedTest
  @CsvSource({
    "trail_lf.png, IMG-LF",
    "trail_tab.png, IMG-TAB",
    "eci_gb18030.png, 社区卡：测试七号",
    "kanji_split1.png, '卡号,麻杏石甘口服液,0472'"
  })
  void a_code_of_the_field_is_the_card_of_its_text(String file, String payload) throws Exception {
    kiosk.store.resident("李芳", payload);
    HttpResponse<String> response =
        kiosk.post("/api/v1/scans", "image/png", FieldCases.bytes(file));
    assertEquals("李**", RunningKiosk.json(response).path("who").textValue(), response.body());
    String framed = "\u0002" + payload + "\u001D\t\r\n\u0000\u0003";
    assertEquals("repeated", kiosk.tap(framed).path("decision").textValue());
  }

  /// By HTTP, as the config of a reader of kind `http` says it.
  @Test
  void an_aim_prefix_is_taken_away_at_a_reader_that_is_said_to_send_it() throws Exception {
    Map<String, HttpReader> both =
        Map.of(
            "plain", new HttpReader("plain", null),
            "scanner", new HttpReader("scanner", null, Symbology.USUAL, true));
    try (RunningKiosk prefixed =
        new RunningKiosk(Files.createDirectory(folder.resolve("x")), "x", both)) {
      String scan = "{\"reader\":\"%s\",\"payload\":\"\\u0002]Q1W-1\\r\\n\\u0003\"}";
      JsonNode plain = RunningKiosk.json(prefixed.post("/api/v1/scans", scan.formatted("plain")));
      assertEquals("unknown-card", plain.path("reason").textValue(), plain::toString);
      JsonNode known = RunningKiosk.json(prefixed.post("/api/v1/scans", scan.formatted("scanner")));
      assertEquals("王**", known.path("who").textValue(), known::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"struct1.png", "struct2.png"})
  void a_part_of_a_code_is_refused_in_words_and_waits_for_nobody(String file) throws Exception {
    JsonNode answer =
        RunningKiosk.json(kiosk.post("/api/v1/scans", "image/png", FieldCases.bytes(file)));
    assertEquals("refused", answer.path("decision").textValue());
    assertEquals("unreadable", answer.path("reason").textValue());
    assertEquals("part-of-code", answer.path("hint").textValue());
    assertFalse(answer.has("code"), "nothing is there to be registered");
    assertTrue(kiosk.store.lastEntry().contains("\"reason\":\"unreadable\""));
  }

  @Test
  void an_image_without_a_code_is_answered_as_unreadable() throws Exception {
    HttpResponse<String> response = kiosk.post("/api/v1/scans", "image/png", QrImages.blank());
    assertEquals("unreadable", RunningKiosk.json(response).path("reason").textValue());
  }

  @Test
  void what_is_no_image_is_told_so() throws Exception {
    HttpResponse<String> response = kiosk.post("/api/v1/scans", "image/png", new byte[99]);
    ProblemsTest.assertProblem(422, "image", response);
  }

  @Test
  void a_refusal_is_an_answer_like_any_other() throws Exception {
    HttpResponse<String> response = kiosk.post("/api/v1/scans", "{\"payload\":\"nobody\"}");
    assertEquals(200, response.statusCode());
    assertEquals("unknown-card", RunningKiosk.json(response).path("reason").textValue());
    assertEquals(4, RunningKiosk.json(response).path("code").textValue().length());
  }

  @Test
  void a_room_chosen_right_after_arriving_corrects_the_visit() throws Exception {
    JsonNode arrived = kiosk.tap("W-1");
    JsonNode moved = touch("room", arrived, ",\"room\":\"sports\"");
    assertEquals("moved", moved.path("decision").textValue());
    assertEquals("sports", moved.path("room").textValue());
    assertEquals("hall", moved.path("from").textValue());
    assertEquals(arrived.path("visit"), moved.path("visit"));
  }

  @Test
  void leaving_and_undoing_are_touches_that_name_the_answer() throws Exception {
    JsonNode departed = touch("leave", kiosk.tap("W-1"), "");
    assertEquals("departed", departed.path("decision").textValue());
    assertEquals("screen", departed.path("ended").textValue());
    JsonNode undone = touch("undo", departed, "");
    assertEquals("undone", undone.path("decision").textValue());
    assertFalse(undone.has("ended"), "the visit is open again");
  }

  @Test
  void a_touch_may_name_the_visit_instead() throws Exception {
    kiosk.tap("W-1");
    JsonNode undone = RunningKiosk.json(kiosk.post("/screen/undo", "{\"visit\":\"1\"}"));
    assertEquals("voided", undone.path("ended").textValue());
  }

  @Test
  void a_touch_that_comes_too_late_is_refused_and_changes_nothing() throws Exception {
    JsonNode arrived = kiosk.tap("W-1");
    kiosk.store.pass(Duration.ofSeconds(15));
    assertEquals("too-late", touch("leave", arrived, "").path("reason").textValue());
    assertEquals(1, kiosk.store.ledger.journal().head());
  }

  @Test
  void guests_come_in_as_one_party() throws Exception {
    JsonNode answer = RunningKiosk.json(kiosk.post("/screen/guests", "{\"party\":20}"));
    assertEquals("arrived", answer.path("decision").textValue());
    assertEquals(20, answer.path("party").intValue());
    assertEquals(20, kiosk.screen.state().inside());
  }

  @Test
  void what_could_not_be_recorded_is_answered_as_503_and_never_as_done() throws Exception {
    kiosk.store.database.close();
    HttpResponse<String> response = kiosk.post("/api/v1/scans", "{\"payload\":\"W-1\"}");
    assertEquals(503, response.statusCode());
    assertEquals("not-recorded", RunningKiosk.json(response).path("reason").textValue());
  }

  @Test
  void health_is_200_while_a_tap_would_be_recorded() throws Exception {
    kiosk.health =
        () ->
            List.of(
                Part.ok("store", "fine"),
                Part.failed("reader door", "unplugged", "Plug it in."),
                Part.ok("reader desk", "reads"),
                Part.failed("upstream", "away", "Check the network."));
    HttpResponse<String> response = kiosk.get("/healthz");
    assertEquals(200, response.statusCode());
    assertFalse(RunningKiosk.json(response).path("version").textValue().isEmpty());
    JsonNode reader = RunningKiosk.json(response).path("parts").path(1);
    assertEquals("reader door", reader.path("name").textValue());
    assertEquals("failed", reader.path("state").textValue());
    assertEquals("Plug it in.", reader.path("cure").textValue());
  }

  @Test
  void a_camera_in_the_dark_is_a_warning_with_a_reason_and_a_tap_would_still_be_recorded()
      throws Exception {
    kiosk.health =
        () ->
            List.of(
                Part.ok("store", "fine"),
                Part.warning("reader window", "it is too dark", "switch a light on", "dark"));
    HttpResponse<String> response = kiosk.get("/healthz");
    assertEquals(200, response.statusCode());
    JsonNode parts = RunningKiosk.json(response).path("parts");
    assertEquals("warning", parts.path(1).path("state").textValue());
    assertEquals("dark", parts.path(1).path("reason").textValue());
    assertFalse(parts.path(0).has("reason"), response::body);
  }

  @Test
  void health_is_503_without_a_store_or_without_any_reader() throws Exception {
    kiosk.health = () -> List.of(Part.failed("store", "disk full", "Make space."));
    assertEquals(503, kiosk.get("/healthz").statusCode());
    kiosk.health = () -> List.of(Part.ok("store", ""), Part.failed("reader door", "", ""));
    HttpResponse<String> response = kiosk.get("/healthz");
    assertEquals(503, response.statusCode());
    assertEquals("failing", RunningKiosk.json(response).path("status").textValue());
  }

  @Test
  void without_a_reader_of_kind_http_there_is_nothing_to_present_to() throws Exception {
    try (RunningKiosk bare =
        new RunningKiosk(Files.createDirectory(folder.resolve("x")), "x", Map.of())) {
      assertEquals(404, bare.post("/api/v1/scans", "{\"payload\":\"W-1\"}").statusCode());
    }
  }

  @Test
  void with_two_readers_the_reader_must_be_named() throws Exception {
    Map<String, HttpReader> two =
        Map.of("a", new HttpReader("a", null), "b", new HttpReader("b", null));
    try (RunningKiosk both =
        new RunningKiosk(Files.createDirectory(folder.resolve("x")), "x", two)) {
      HttpResponse<String> response = both.post("/api/v1/scans", "{\"payload\":\"W-1\"}");
      assertEquals(400, response.statusCode());
      assertTrue(response.body().contains("a, b"), response.body());
    }
  }

  @Test
  void an_address_that_others_can_reach_is_not_listened_on() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new KioskServer(
                new InetSocketAddress("0.0.0.0", 0),
                kiosk.screen,
                kiosk.entrance,
                Map.of(),
                List::of,
                List.of(),
                List::of));
  }

  private JsonNode touch(String what, JsonNode answer, String more) throws Exception {
    String offer = answer.path("offer").textValue();
    return RunningKiosk.json(
        kiosk.post("/screen/" + what, "{\"offer\":\"" + offer + "\"" + more + "}"));
  }
}
