package daka.web.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.device.Waiting;
import daka.reader.serial.Pty;
import daka.web.api.RunningApi;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the office is told of devices, over real HTTP.
class DevicesTest {
  private static final String NUMBER = "04A1B2C3D4E5F6";
  private static final String TRIAL = "/api/v1/devices/trials/t-1";

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

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> response = api.get(api.admin, path);
    assertEquals(200, response.statusCode(), response.body());
    return RunningApi.json(response);
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    return api.send("PUT", api.admin, path, body);
  }

  private String audited() throws Exception {
    return api.get(api.admin, "/api/v1/audit?limit=1000").body();
  }

  @Test
  void each_reader_signal_and_panel_is_told_with_its_state_and_cure() throws Exception {
    JsonNode devices = RunningApi.json(api.get(api.staff, "/api/v1/devices")).get("devices");
    assertEquals(5, devices.size());
    JsonNode gone = devices.get(0);
    assertEquals("reader counter", gone.get("name").asText());
    assertEquals("reader", gone.get("group").asText());
    assertEquals("keyboard", gone.get("kind").asText());
    assertEquals("failed", gone.get("state").asText());
    assertEquals("Plug it in.", gone.get("cure").asText());
    assertTrue(gone.get("trial").asBoolean());
    assertEquals("sports", devices.at("/1/room").asText());
    assertEquals("[\"red\",\"green\"]", devices.at("/2/attempts").toString());
    assertEquals("panel", devices.at("/4/group").asText());
  }

  @Test
  void what_is_plugged_in_is_told_with_who_has_it() throws Exception {
    api.machine
        .plugged
        .types(1, "Counter", "usb-Counter-event-kbd")
        .types(2, "Other Scanner", "usb-Other-event-kbd")
        .uart("ttyS0", "4")
        .file("sys/class/tty/console/active", "ttyS0");
    JsonNode devices = json("/api/v1/devices/plugged").get("devices");
    assertEquals(3, devices.size());
    assertEquals("reader counter", devices.at("/0/used_by").asText());
    assertEquals("Other Scanner", devices.at("/1/name").asText());
    assertTrue(devices.at("/1/used_by").isMissingNode());
    assertEquals("types", devices.at("/1/form").asText());
    assertEquals("console", devices.at("/2/taken").asText());
  }

  @Test
  void lamps_show_what_they_are_asked_for_and_one_that_is_lost_says_the_cure() throws Exception {
    String lamps = "/api/v1/devices/lamps/attempts";
    assertEquals(204, api.post(api.admin, lamps, "{\"attempt\": \"green\"}").statusCode());
    assertEquals(List.of("green"), api.machine.shown);
    assertEquals(400, api.post(api.admin, lamps, "{\"attempt\": \"beep\"}").statusCode());
    assertEquals(403, api.post(api.staff, lamps, "{\"attempt\": \"red\"}").statusCode());
    HttpResponse<String> lost =
        api.post(api.admin, "/api/v1/devices/beeper/attempts", "{\"attempt\": \"beep\"}");
    assertEquals(409, lost.statusCode());
    assertTrue(RunningApi.detail(lost).contains("Switch it on."), lost.body());
    String nobody = "/api/v1/devices/no%20body/attempts";
    assertEquals(404, api.post(api.admin, nobody, "{\"attempt\": \"red\"}").statusCode());
    assertEquals(List.of("green"), api.machine.shown);
    assertTrue(audited().contains("device.tried"));
  }

  @Test
  void a_card_at_a_reader_that_is_tried_counts_and_only_its_shape_is_told() throws Exception {
    HttpResponse<String> begun = put(TRIAL, "{\"device\": \"reader door\"}");
    assertEquals(201, begun.statusCode(), begun.body());
    assertEquals("ok", RunningApi.json(begun).get("state").asText());
    api.machine.present(new Scan("door", "sports", CardKind.RFID, NUMBER));
    api.machine.present(new Scan("counter", null, null, "somebody else's"));
    api.machine.unreadable("door");
    api.machine.present(new Scan("door", null, null, "你好，世界"));
    assertEquals(4, api.machine.desk.payloads().size());
    JsonNode cards = json(TRIAL).get("cards");
    assertEquals(3, cards.size());
    assertEquals("rfid", cards.at("/0/kind").asText());
    assertEquals("hex", cards.at("/0/form").asText());
    assertEquals(14, cards.at("/0/length").asInt());
    assertEquals("unreadable", cards.at("/1/form").asText());
    assertEquals("text", cards.at("/2/form").asText());
    assertEquals(5, cards.at("/2/length").asInt());
    assertFalse(api.get(api.admin, TRIAL).body().contains(NUMBER));
    assertFalse(audited().contains(NUMBER));
  }

  @Test
  void a_trial_begun_twice_is_one_and_a_new_one_ends_the_one_before() throws Exception {
    String body = "{\"device\": \"reader door\"}";
    assertEquals(201, put(TRIAL, body).statusCode());
    api.machine.present(new Scan("door", null, CardKind.QR, "W-1"));
    HttpResponse<String> again = put(TRIAL, body);
    assertEquals(200, again.statusCode());
    assertEquals(1, RunningApi.json(again).get("cards").size());
    assertEquals(201, put("/api/v1/devices/trials/t-2", body).statusCode());
    assertEquals(404, api.get(api.admin, TRIAL).statusCode());
    HttpResponse<String> ended = api.send("DELETE", api.admin, "/api/v1/devices/trials/t-2", "");
    assertEquals(204, ended.statusCode());
    assertEquals(404, api.get(api.admin, "/api/v1/devices/trials/t-2").statusCode());
  }

  @Test
  void a_scanner_that_is_plugged_in_is_tried_before_the_config_names_it() throws Exception {
    api.machine.plugged.usbSerial("ttyUSB0", "FTDI", "Scanner", "usb-FTDI-port0");
    Files.createDirectories(api.machine.plugged.root().resolve("dev"));
    try (Pty scanner = Pty.plug(api.machine.plugged.root().resolve("dev/ttyUSB0"))) {
      String device = json("/api/v1/devices/plugged").at("/devices/0/device").asText();
      assertEquals("/dev/serial/by-id/usb-FTDI-port0", device);
      HttpResponse<String> begun =
          put(TRIAL, "{\"kind\": \"serial\", \"plugged\": \"" + device + "\", \"baud\": 9600}");
      assertEquals(201, begun.statusCode(), begun.body());
      Waiting.await("the reader", () -> answer("/state").equals("ok"));
      Waiting.await(
          "a card",
          () -> {
            scanner.send("1234567890\r\n");
            return !answer("/cards/0/form").isEmpty();
          });
      assertEquals("digits", answer("/cards/0/form"));
      assertEquals("10", answer("/cards/0/length"));
      assertEquals(List.of(), api.machine.desk.payloads());
      assertEquals(204, api.send("DELETE", api.admin, TRIAL, "").statusCode());
      assertEquals(0, Waiting.threads("reader trial"));
      assertFalse(isOpen(api.machine.plugged.root().resolve("dev/ttyUSB0").toRealPath()));
    }
    assertFalse(audited().contains("1234567890"));
  }

  private String answer(String pointer) {
    try {
      return json(TRIAL).at(pointer).asText();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOpen(Path device) throws Exception {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.anyMatch(
          descriptor -> {
            try {
              return Files.readSymbolicLink(descriptor).equals(device);
            } catch (java.io.IOException e) {
              return false;
            }
          });
    }
  }

  @Test
  void nothing_is_opened_but_what_is_plugged_in_and_free() throws Exception {
    api.machine.plugged.types(1, "Counter", "usb-Counter-event-kbd");
    assertRefused(400, "serial", "/etc/passwd");
    assertRefused(400, "keyboard", "../../etc/passwd");
    assertRefused(400, "frames", "/dev/input/by-id/usb-Counter-event-kbd");
    assertRefused(409, "keyboard", "/dev/input/by-id/usb-Counter-event-kbd");
    assertEquals(400, put(TRIAL, "{}").statusCode());
    assertEquals(404, put(TRIAL, "{\"device\": \"reader nobody\"}").statusCode());
    assertEquals(400, put(TRIAL, "{\"device\": \"lamps\"}").statusCode());
    assertEquals(
        400, put("/api/v1/devices/trials/T%201", "{\"device\": \"reader door\"}").statusCode());
  }

  private void assertRefused(int status, String kind, String device) throws Exception {
    HttpResponse<String> refused =
        put(TRIAL, "{\"kind\": \"" + kind + "\", \"plugged\": \"" + device + "\"}");
    assertEquals(status, refused.statusCode(), refused.body());
  }

  @Test
  void a_bus_is_scanned_where_it_is_safe_alone_and_that_is_audited() throws Exception {
    HttpResponse<String> refused =
        api.post(api.admin, "/api/v1/devices/i2c-scans", "{\"bus\": 20}");
    assertEquals(409, refused.statusCode());
    assertTrue(RunningApi.detail(refused).contains("not at the pins"), refused.body());
    for (String bus : List.of("-1", "100", "\"1\"", "null")) {
      assertEquals(
          400,
          api.post(api.admin, "/api/v1/devices/i2c-scans", "{\"bus\": " + bus + "}").statusCode());
    }
    assertTrue(audited().contains("/dev/i2c-20"));
  }
}
