package daka.web.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.config.Config;
import daka.config.ReaderConfig;
import daka.web.api.RunningApi;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Readers and panels that the office adds to the config file.
class AddingTest {
  private static final String DOOR = "/api/v1/devices/readers/door";
  private static final String SCANNER =
      "{\"kind\": \"serial\", \"plugged\": \"/dev/ttyS0\", \"room\": \"sports\", \"baud\": 115200}";

  @TempDir Path folder;
  private RunningApi api;

  @BeforeEach
  void open() throws Exception {
    api = new RunningApi(folder);
    api.machine.plugged.uart("ttyS0", "4").types(1, "Counter", "usb-Counter-event-kbd");
  }

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    return api.send("PUT", api.admin, path, body);
  }

  private String file() throws Exception {
    return Files.readString(api.machine.config());
  }

  @Test
  void a_reader_is_written_into_the_file_which_keeps_its_comments() throws Exception {
    String before = file();
    HttpResponse<String> added = put(DOOR, SCANNER);
    assertEquals(201, added.statusCode(), added.body());
    assertEquals("{\"name\":\"reader door\",\"applied\":true}", added.body());
    assertTrue(file().startsWith(before), file());
    Config.Valid valid = assertInstanceOf(Config.Valid.class, Config.read(api.machine.config()));
    assertEquals(
        new ReaderConfig.Serial("door", "sports", Path.of("/dev/ttyS0"), 115_200, null, false),
        valid.config().readers().getLast());
    assertTrue(api.machine.restart.isAsked());
    assertTrue(api.get(api.admin, "/api/v1/audit?limit=1000").body().contains("device.added"));
  }

  @Test
  void a_second_click_adds_nothing_and_what_the_kiosk_could_not_start_with_is_told()
      throws Exception {
    HttpResponse<String> nowhere = put(DOOR, SCANNER.replace("sports", "nowhere"));
    assertEquals(422, nowhere.statusCode(), nowhere.body());
    assertTrue(RunningApi.detail(nowhere).contains("nowhere"), nowhere.body());
    assertEquals(201, put(DOOR, SCANNER).statusCode());
    String once = file();
    HttpResponse<String> again = put(DOOR, SCANNER);
    assertEquals(422, again.statusCode(), again.body());
    assertEquals(once, file());
  }

  @Test
  void only_what_is_plugged_in_and_free_is_added_and_by_administrators_alone() throws Exception {
    String before = file();
    assertEquals(400, put(DOOR, SCANNER.replace("/dev/ttyS0", "/etc/shadow")).statusCode());
    assertEquals(400, put(DOOR, SCANNER.replace("serial", "frames")).statusCode());
    String counter = "/dev/input/by-id/usb-Counter-event-kbd";
    assertEquals(
        409, put(DOOR, "{\"kind\": \"keyboard\", \"plugged\": \"" + counter + "\"}").statusCode());
    assertEquals(400, put("/api/v1/devices/readers/Door%20", SCANNER).statusCode());
    assertEquals(403, api.send("PUT", api.staff, DOOR, SCANNER).statusCode());
    assertEquals(before, file());
  }

  @Test
  void a_panel_is_given_to_a_room_at_an_address_that_nobody_has() throws Exception {
    String panel = "/api/v1/devices/panels/hall";
    String taken = "{\"kind\": \"ssd1306\", \"address\": 60}";
    assertEquals(409, put(panel, taken).statusCode());
    assertEquals(422, put(panel, taken.replace("60", "39").replace("ssd1306", "x")).statusCode());
    HttpResponse<String> added = put(panel, "{\"kind\": \"hd44780\", \"address\": 39}");
    assertEquals(201, added.statusCode(), added.body());
    Config.Valid valid = assertInstanceOf(Config.Valid.class, Config.read(api.machine.config()));
    assertEquals(0x27, valid.config().signals().panels().getFirst().address());
  }
}
