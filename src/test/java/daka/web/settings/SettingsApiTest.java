package daka.web.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.web.api.RunningApi;
import daka.web.http.Json;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsApiTest {
  private static final String PATH = "/api/v1/settings";

  @TempDir Path folder;
  private RunningApi api;
  private Path file;

  @BeforeEach
  void open() throws Exception {
    api = new RunningApi(folder);
    file = folder.resolve("daka.toml");
  }

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  @Test
  void each_key_is_told_with_its_value_default_line_and_what_has_to_stand_there() throws Exception {
    JsonNode all = RunningApi.json(api.get(api.admin, PATH));
    assertTrue(all.path("in_use").asBoolean());
    JsonNode name = setting(all, "centre", "name");
    assertEquals(4, name.path("line").asInt());
    assertEquals("益民社区邻里中心", name.path("value").asText());
    assertTrue(name.path("required").asBoolean());
    assertEquals(120, setting(all, "centre", "after-closing").path("default").asInt());
    assertEquals("Asia/Shanghai", setting(all, "centre", "zone").path("default").asText());
    assertEquals("choice", setting(all, "lan", "second-factor").path("kind").asText());
    JsonNode listen = setting(all, "lan", "listen");
    assertEquals("0.0.0.0:8443", listen.path("default").asText());
    assertFalse(listen.path("changeable").asBoolean());
    assertFalse(setting(all, "retention", "days").path("there").asBoolean());
    assertEquals(0, setting(all, "reader", "device").path("index").asInt());
    assertEquals("/dev/ttyACM0", setting(all, "reader", "device").path("value").asText());
    for (String table :
        List.of(
            "lamps", "beeper", "door", "display", "sound", "upstream", "mqtt", "audit", "data")) {
      assertTrue(all.findValuesAsText("table").contains(table), table);
    }
  }

  @Test
  void a_change_is_written_with_comments_and_order_and_told_in_the_audit_log() throws Exception {
    String before = Files.readString(file);
    HttpResponse<String> answer =
        api.overwrite("PUT", PATH, changes(change("centre", "capacity", "40")));
    assertEquals(200, answer.statusCode(), answer.body());
    assertFalse(RunningApi.json(answer).path("in_use").asBoolean());
    assertEquals(before.replace("#capacity = 300", "capacity = 40"), Files.readString(file));
    assertEquals(before, Files.readString(folder.resolve("daka.toml.before")));
    String audit = api.get(api.admin, "/api/v1/audit").body();
    assertTrue(audit.contains("\"settings.changed\"") && audit.contains("centre.capacity"), audit);
    assertEquals(
        200,
        api.overwrite("PUT", PATH, changes(change("centre", "capacity", "null"))).statusCode());
    assertTrue(Files.readString(file).contains("#capacity = 40\n"));
  }

  @Test
  void what_the_parser_refuses_is_told_by_line_and_not_written() throws Exception {
    String before = Files.readString(file);
    String wrong =
        changes(change("centre", "zone", "\"Asia/Shangai\""), change("kiosk", "room", "\"hal\""));
    JsonNode checked = RunningApi.json(api.post(api.admin, PATH + "/check", wrong));
    assertEquals("centre.zone", checked.at("/problems/0/key").asText());
    assertTrue(checked.at("/problems/0/expected").asText().contains("Shanghai"));
    HttpResponse<String> answer = api.overwrite("PUT", PATH, wrong);
    assertEquals(422, answer.statusCode());
    assertEquals(checked.get("problems"), RunningApi.json(answer).get("problems"));
    String room = changes(change("kiosk", "room", "\"hal\""));
    assertEquals(
        "kiosk.room",
        RunningApi.json(api.post(api.admin, PATH + "/check", room)).at("/problems/0/key").asText());
    assertEquals(before, Files.readString(file));
    assertFalse(api.get(api.admin, "/api/v1/audit").body().contains("settings."));
  }

  @Test
  void of_two_administrators_the_second_is_shown_what_the_file_says_now() throws Exception {
    String tag = api.get(api.admin, PATH).headers().firstValue("ETag").orElseThrow();
    String first = changes(change("centre", "name", "\"一\""));
    assertEquals(200, api.ifMatch(tag, "PUT", PATH, first).statusCode());
    HttpResponse<String> second =
        api.ifMatch(tag, "PUT", PATH, changes(change("centre", "name", "\"二\"")));
    assertEquals(412, second.statusCode());
    JsonNode now = RunningApi.json(second).get("current");
    assertEquals("一", setting(now, "centre", "name").path("value").asText());
    assertTrue(Files.readString(file).contains("name = \"一\"   # as on the sign"));
    assertEquals(428, api.send("PUT", api.admin, PATH, first).statusCode());
  }

  @Test
  void a_file_that_was_edited_by_hand_is_the_truth() throws Exception {
    Files.writeString(file, Files.readString(file).replace("益民社区邻里中心", "By hand"));
    JsonNode all = RunningApi.json(api.get(api.admin, PATH));
    assertEquals("By hand", setting(all, "centre", "name").path("value").asText());
    assertFalse(all.path("in_use").asBoolean());
    Files.writeString(file, Files.readString(file) + "typo = 1\n");
    JsonNode wrong = RunningApi.json(api.get(api.admin, PATH));
    assertEquals("lan.typo", wrong.at("/problems/0/key").asText());
    assertEquals(409, api.post(api.admin, PATH + "/apply", "").statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "kiosk, data, '\"/etc\"'",
    "kiosk, listen, '\"127.0.0.1:1\"'",
    "lan, listen, '\"0.0.0.0:1\"'",
    "centre, town-key-file, '\"/etc/shadow\"'",
    "sound, recordings, '\"/etc\"'",
    "upstream, token-file, '\"/etc/shadow\"'",
    "upstream, url, '\"https://elsewhere.example/\"'",
    "mqtt, url, '\"mqtts://elsewhere.example\"'",
    "mqtt, username, '\"somebody\"'",
    "audit, syslog, '\"tls://elsewhere.example\"'",
    "data, key, '\"systemd-creds\"'",
    "display, backlight, '\"/etc\"'",
    "nothing, key, 1"
  })
  void paths_and_listeners_are_changed_on_the_box_only(String table, String key, String value)
      throws Exception {
    String before = Files.readString(file);
    String change = changes(change(table, key, value));
    assertEquals(422, api.overwrite("PUT", PATH, change).statusCode());
    assertEquals(422, api.post(api.admin, PATH + "/check", change).statusCode());
    assertEquals(before, Files.readString(file));
  }

  @Test
  void a_device_is_changed_on_the_box_only_and_a_listener_is_not_made_from_here() throws Exception {
    String device = change("reader", "device", "\"/etc/shadow\"").replace("{", "{\"index\":0,");
    assertEquals(422, api.overwrite("PUT", PATH, changes(device)).statusCode());
    Files.writeString(file, Files.readString(file).replace("[lan]", ""));
    String lan = change("lan", "second-factor", "\"admin\"");
    assertEquals(422, api.overwrite("PUT", PATH, changes(lan)).statusCode());
  }

  @Test
  void nobody_says_from_here_to_whom_visits_are_forwarded_and_how_that_one_is_known()
      throws Exception {
    String upstream = "\n[upstream]\nurl = \"https://town.example/events\"\n";
    Files.writeString(file, Files.readString(file) + upstream);
    JsonNode url = setting(RunningApi.json(api.get(api.admin, PATH)), "upstream", "url");
    assertEquals("https://town.example/events", url.path("value").asText());
    assertFalse(url.path("changeable").asBoolean());
    for (String change :
        List.of(
            change("upstream", "url", "\"https://elsewhere.example/events\""),
            change("upstream", "pin-sha256", "\"" + "ab".repeat(32) + "\""),
            change("upstream", "url", "null"))) {
      assertEquals(422, api.overwrite("PUT", PATH, changes(change)).statusCode(), change);
    }
    assertEquals(
        200, api.overwrite("PUT", PATH, changes(change("upstream", "gzip", "true"))).statusCode());
    assertTrue(Files.readString(file).contains(upstream.strip()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"changes\":[]}",
        "{\"changes\":[{}]}",
        "{\"changes\":[{\"table\":\"centre\",\"key\":\"name\",\"value\":{}}]}",
        "{\"changes\":[{\"table\":\"centre\",\"key\":\"name\",\"value\":1.5}]}",
        "{\"changes\":[{\"table\":\"centre\",\"key\":\"name\",\"value\":[null]}]}"
      })
  void what_is_no_change_is_told(String body) throws Exception {
    assertEquals(400, api.overwrite("PUT", PATH, body).statusCode());
    assertEquals(400, api.post(api.admin, PATH + "/check", body).statusCode());
  }

  @Test
  void half_a_letter_is_refused() throws Exception {
    String half = changes(change("centre", "name", "\"\\ud800\""));
    assertEquals(409, api.overwrite("PUT", PATH, half).statusCode());
  }

  private static String changes(String... changes) {
    return "{\"changes\":[" + String.join(",", changes) + "]}";
  }

  private static String change(String table, String key, String value) {
    return "{\"table\":\"%s\",\"key\":\"%s\",\"value\":%s}".formatted(table, key, value);
  }

  private static JsonNode setting(JsonNode all, String table, String key) {
    for (JsonNode each : all.path("settings")) {
      if (each.path("table").asText().equals(table) && each.path("key").asText().equals(key)) {
        return each;
      }
    }
    return Json.MAPPER.missingNode();
  }
}
