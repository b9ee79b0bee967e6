package daka.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import daka.config.Config.Invalid;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigMistakesTest {
  private static final String VALID =
      """
      [centre]
      id = "yimin"
      name = "益民社区邻里中心"
      zone = "Asia/Shanghai"
      hours = "08:30-21:00"
      languages = ["zh-Hans", "zh-Hant", "en"]
      capacity = 300
      [kiosk]
      id = "entrance"
      room = "hall"
      data = "/var/lib/daka"
      listen = "127.0.0.1:8080"
      [[reader]]
      id = "counter"
      kind = "serial"
      device = "/dev/ttyACM0"
      baud = 9600
      [lan]
      listen = "0.0.0.0:8443"
      [upstream]
      url = "https://town.example/events"
      gzip = true
      """;

  private static final String PIN = "ab".repeat(32);

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void place() {
    file = folder.resolve("daka.toml");
  }

  /// A line of the valid file, what is written instead, and how the answer goes on after the name
  /// of the file.
  record Mistake(String line, String instead, String answer) {}

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake(
            "id = \"yimin\"",
            "id = \"Yi Min\"",
            ":2: centre.id = \"Yi Min\": expected a short name"),
        new Mistake("id = \"yimin\"", "id = 7", ":2: centre.id = 7: expected a short name"),
        new Mistake("id = \"yimin\"", "", ":1: centre.id is missing: expected a short name"),
        new Mistake(
            "id = \"yimin\"",
            "id = \"a\"\nid = \"b\"",
            ":3: id = \"b\": expected valid TOML: id previously defined"),
        new Mistake(
            "name = \"益民社区邻里中心\"", "name = \"  \"", ":3: centre.name = \"  \": expected a text"),
        new Mistake(
            "name = \"益民社区邻里中心\"", "nmae = \"益民\"", ":1: centre.name is missing: expected a text"),
        new Mistake(
            "name = \"益民社区邻里中心\"",
            "name = \"a\\u001b[2J\"\nx = 1",
            ":4: centre.x = 1: expected one of the keys id, name,"),
        new Mistake(
            "zone = \"Asia/Shanghai\"",
            "zone = \"Asia/Shangai\"",
            ":4: centre.zone = \"Asia/Shangai\": expected a time zone such as \"Asia/Shanghai\";"
                + " did you mean Asia/Shanghai?"),
        new Mistake(
            "hours = \"08:30-21:00\"",
            "hours = \"21:00-08:30\"",
            ":5: centre.hours = \"21:00-08:30\": expected opening and closing time such as"
                + " \"08:30-21:00\""),
        new Mistake(
            "hours = \"08:30-21:00\"",
            "hours = \"8:30-21:00\"",
            ":5: centre.hours = \"8:30-21:00\": expected opening"),
        new Mistake(
            "hours = \"08:30-21:00\"",
            "hours = \"24:00-24:00\"",
            ":5: centre.hours = \"24:00-24:00\": expected opening"),
        new Mistake(
            "hours = \"08:30-21:00\"",
            "hours = 08:30:00",
            ":5: centre.hours = 08:30: expected opening"),
        new Mistake(
            "languages = [\"zh-Hans\", \"zh-Hant\", \"en\"]",
            "languages = [\"en\", \"zh-Hasn\"]",
            ":6: centre.languages = [\"en\", \"zh-Hasn\"]: expected a list of at least one of"
                + " zh-Hans, zh-Hant, en, each once; not \"zh-Hasn\"; did you mean zh-Hans?"),
        new Mistake(
            "languages = [\"zh-Hans\", \"zh-Hant\", \"en\"]",
            "languages = [\"en\", \"en\"]",
            ":6: centre.languages = [\"en\", \"en\"]: expected a list of at least one of zh-Hans,"
                + " zh-Hant, en, each once; not \"en\""),
        new Mistake(
            "languages = [\"zh-Hans\", \"zh-Hant\", \"en\"]",
            "languages = []",
            ":6: centre.languages = []: expected a list"),
        new Mistake(
            "capacity = 300",
            "capacity = 0",
            ":7: centre.capacity = 0: expected a whole number, at least 1"),
        new Mistake(
            "capacity = 300",
            "capacity = \"300\"",
            ":7: centre.capacity = \"300\": expected a whole number"),
        new Mistake(
            "capacity = 300",
            "capacity = 3e2",
            ":7: centre.capacity = 300.0: expected a whole number"),
        new Mistake(
            "capacity = 300",
            "town-key-file = \"no.key\"",
            ":7: centre.town-key-file = \"no.key\": expected the path of a file that holds the"
                + " town's key, and there is no such file; write it, then chmod 600 "),
        new Mistake(
            "[kiosk]",
            "[kiosc]",
            ":8: kiosc = {…}: expected one of the sections centre, kiosk, reader, lamps, beeper,"
                + " door, call-button, panel, display, sound, lan, upstream, mqtt, retention;"
                + " did you mean kiosk?"),
        new Mistake("[kiosk]", "[[kiosk]]", ":8: kiosk = [{…}]: expected one section [kiosk]"),
        new Mistake(
            "room = \"hall\"",
            "room = [\"hall\"]",
            ":10: kiosk.room = [\"hall\"]: expected a short name"),
        new Mistake(
            "data = \"/var/lib/daka\"",
            "data = \"\"",
            ":11: kiosk.data = \"\": expected the path of the data folder"),
        new Mistake(
            "data = \"/var/lib/daka\"",
            "data = \"a\\u0000b\"",
            ":11: kiosk.data = \"a\\u0000b\": expected the path of the data folder"),
        new Mistake(
            "data = \"/var/lib/daka\"",
            "data = \"a\\nb\"",
            ":11: kiosk.data = \"a\\u000ab\": expected the path of the data folder"),
        new Mistake(
            "listen = \"127.0.0.1:8080\"",
            "listen = \"0.0.0.0:8080\"",
            ":12: kiosk.listen = \"0.0.0.0:8080\": expected a loopback address"),
        new Mistake(
            "listen = \"127.0.0.1:8080\"",
            "listen = \"127.0.0.1:80800\"",
            ":12: kiosk.listen = \"127.0.0.1:80800\": expected a loopback address"),
        new Mistake(
            "listen = \"127.0.0.1:8080\"",
            "lisen = \"127.0.0.1:8080\"",
            ":12: kiosk.lisen = \"127.0.0.1:8080\": expected one of the keys id, room, data,"
                + " listen; did you mean listen?"),
        new Mistake(
            "listen = \"127.0.0.1:8080\"",
            "listen = 8080",
            ":12: kiosk.listen = 8080: expected a loopback address"),
        new Mistake(
            "[[reader]]",
            "[reader]",
            ":13: reader = {…}: expected [[reader]] in double brackets, once for each reader"),
        new Mistake(
            "kind = \"serial\"",
            "kind = \"keybord\"",
            ":15: reader.kind = \"keybord\": expected one of keyboard, serial, camera, pcsc, pn532,"
                + " rc522, idcard, frames, http; did you mean keyboard?"),
        new Mistake(
            "kind = \"serial\"",
            "kind = \"keyboard\"",
            ":17: reader.baud = 9600: expected one of the keys id, kind, room, device"),
        new Mistake(
            "kind = \"serial\"",
            "kind = \"http\"",
            ":16: reader.device = \"/dev/ttyACM0\": expected one of the keys id, kind, room"),
        new Mistake(
            "kind = \"serial\"",
            "",
            ":13: reader.kind is missing: expected one of keyboard, serial,"),
        new Mistake(
            "baud = 9600",
            "engine = \"growl\"\ntrigger = \"host\"",
            ":17: reader.engine = \"growl\": expected one of grow, newland, honeywell; did you mean"
                + " grow?"),
        new Mistake(
            "baud = 9600",
            "trigger = \"host\"",
            ":17: reader.trigger = \"host\": expected one of the keys id, kind, room, device, baud,"
                + " engine"),
        new Mistake(
            "baud = 9600",
            "engine = \"honeywell\"\ntrigger = \"continuous\"",
            ":18: reader.trigger = \"continuous\": expected one of sense, host"),
        new Mistake(
            "kind = \"serial\"\ndevice = \"/dev/ttyACM0\"\nbaud = 9600",
            "kind = \"http\"\ncodes = [\"qr\", \"code138\"]",
            ":16: reader.codes = [\"qr\", \"code138\"]: expected a list of at least one of qr,"
                + " code128, code39, each once; not \"code138\"; did you mean code128?"),
        new Mistake(
            "kind = \"serial\"\ndevice = \"/dev/ttyACM0\"\nbaud = 9600",
            "kind = \"http\"\ncodes = []",
            ":16: reader.codes = []: expected a list of at least one of qr, code128,"),
        new Mistake(
            "baud = 9600",
            "codes = [\"qr\"]",
            ":17: reader.codes = [\"qr\"]: expected one of the keys id, kind, room, device, baud"),
        new Mistake(
            "device = \"/dev/ttyACM0\"",
            "",
            ":13: reader.device is missing: expected the path of the device"),
        new Mistake(
            "baud = 9600",
            "baud = 96",
            ":17: reader.baud = 96: expected a whole number from 110 to 4000000"),
        new Mistake(
            "listen = \"0.0.0.0:8443\"",
            "listen = \"everywhere:8443\"",
            ":19: lan.listen = \"everywhere:8443\": expected an IP address and a port"),
        new Mistake(
            "listen = \"0.0.0.0:8443\"",
            "listen = \"0.0.0.0\"",
            ":19: lan.listen = \"0.0.0.0\": expected an IP address and a port"),
        new Mistake(
            "listen = \"0.0.0.0:8443\"",
            "listen = \"0.0.0.0:8080\"",
            ":19: lan.listen = \"0.0.0.0:8080\": expected another port than that of kiosk.listen,"
                + " 8080"),
        new Mistake(
            "url = \"https://town.example/events\"",
            "url = \"mqtt://town.example\"",
            ":21: upstream.url = \"mqtt://town.example\": expected an http or https URL"),
        new Mistake(
            "url = \"https://town.example/events\"",
            "url = \"https:///events\"",
            ":21: upstream.url = \"https:///events\": expected an http or https URL"),
        new Mistake(
            "url = \"https://town.example/events\"",
            "url = \"https://me:hush@town.example/\"",
            ":21: upstream.url = \"https://…@town.example/\": expected an http or https URL"),
        new Mistake(
            "url = \"https://town.example/events\"",
            "",
            ":20: upstream.url is missing: expected an http or https URL"),
        new Mistake(
            "gzip = true",
            "gzip = \"yes\"",
            ":22: upstream.gzip = \"yes\": expected true or false"),
        new Mistake(
            "gzip = true", "gzip = yes", ":22: gzip = yes: expected valid TOML: Unexpected 'y'"),
        new Mistake(
            "gzip = true", "gzip = true\n[kafka]", ":23: kafka = {}: expected one of the sections"),
        new Mistake(
            "gzip = true",
            "pin-sha256 = \"AB:CD\"",
            ":22: upstream.pin-sha256 = \"AB:CD\": expected 64 hexadecimal digits"),
        new Mistake(
            "gzip = true",
            "ca-file = \"none.pem\"",
            ":22: upstream.ca-file = \"none.pem\": expected the path of a file that holds the"
                + " certificates that are trusted, and there is none that the kiosk may read: "),
        new Mistake(
            "gzip = true",
            "ca-file = \"daka.toml\"\npin-sha256 = \"" + PIN + "\"",
            ":23: upstream.pin-sha256 = \"" + PIN + "\": expected either ca-file or pin-sha256"),
        new Mistake(
            "gzip = true",
            "cert-file = \"daka.toml\"",
            ":22: upstream.cert-file = \"daka.toml\": expected a key-file beside it"),
        new Mistake(
            "gzip = true",
            "key-file = \"daka.toml\"",
            ":22: upstream.key-file = \"daka.toml\": expected a cert-file beside it"),
        new Mistake(
            "gzip = true",
            "[mqtt]\nurl = \"https://town.example\"",
            ":23: mqtt.url = \"https://town.example\": expected the URL of an MQTT broker"),
        new Mistake(
            "gzip = true",
            "[mqtt]\nurl = \"mqtt://town.example\"\npin-sha256 = \"" + PIN + "\"",
            ":24: mqtt.pin-sha256 = \"" + PIN + "\": expected a secure url"),
        new Mistake(
            "gzip = true",
            "[mqtt]\nurl = \"mqtts://town.example\"\npassword-file = \"daka.toml\"",
            ":24: mqtt.password-file = \"daka.toml\": expected a username beside it"),
        new Mistake(
            "gzip = true",
            "[sound]\nvolume = 101",
            ":23: sound.volume = 101: expected a whole number from 0 to 100"),
        new Mistake(
            "gzip = true",
            "[sound]\nvolume = 0.7",
            ":23: sound.volume = 0.7: expected a whole number from 0 to 100"),
        new Mistake(
            "gzip = true",
            "[sound]\nrecordings = \"none\"",
            ":23: sound.recordings = \"none\": expected the path of a folder that holds the"
                + " centre's recordings, and there is none; make it: mkdir -p "),
        new Mistake(
            "gzip = true",
            "[sound]\nrecordings = \"daka.toml\"",
            ":23: sound.recordings = \"daka.toml\": expected the path of a folder that holds the"
                + " centre's recordings, but this is a file; name the folder it is in"),
        new Mistake(
            "gzip = true",
            "[sound]\nrecordings = \"\"",
            ":23: sound.recordings = \"\": expected the path of a folder that holds"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_answered_by_line_value_and_what_was_expected(Mistake mistake)
      throws IOException {
    assertTrue(VALID.contains(mistake.line() + "\n"), mistake.line());
    List<String> answers = invalid(VALID.replace(mistake.line() + "\n", mistake.instead() + "\n"));
    assertTrue(
        answers.stream().anyMatch(answer -> answer.startsWith(file + mistake.answer())),
        () -> String.join("\n", answers));
  }

  @Test
  void all_mistakes_are_answered_at_once_in_the_order_of_their_lines() throws IOException {
    List<String> answers =
        invalid(
            VALID
                .replace("\"yimin\"", "\"Yi Min\"")
                .replace("300", "0")
                .replace("127.0.0.1:8080", "0.0.0.0:8080")
                .replace("\"serial\"", "\"seril\"")
                .replace("https:", "ftp:")
                .replace("gzip", "zip"));

    assertEquals(
        List.of("2", "7", "12", "15", "21", "22"),
        answers.stream().map(answer -> answer.split(":", 3)[1]).toList());
  }

  @Test
  void a_line_that_is_not_toml_hides_no_wrong_value_and_invents_none() throws IOException {
    List<String> answers = invalid(VALID.replace("[kiosk]", "[kiosk").replace("300", "0"));

    assertEquals(2, answers.size(), () -> String.join("\n", answers));
    assertTrue(answers.getFirst().startsWith(file + ":7: centre.capacity = 0: "));
    assertTrue(
        answers.getLast().startsWith(file + ":8: [kiosk: expected valid TOML: "), answers::getLast);
  }

  @Test
  void a_wrong_escape_in_the_name_of_a_section_is_a_mistake() throws IOException {
    List<String> answers = invalid(VALID + "[[\"\\ud800\"]]\n");

    assertEquals(1, answers.size());
    assertTrue(answers.getFirst().contains(":23: [[\"\\ud800\"]]: expected valid TOML: "));
  }

  @Test
  void missing_sections_are_reported_by_their_keys() throws IOException {
    assertEquals(
        List.of("centre.id", "centre.name", "centre.hours", "kiosk.id", "kiosk.room"),
        invalid("").stream().map(answer -> answer.replaceAll(".*:1: | is missing.*", "")).toList());
  }

  @Test
  void an_id_or_a_device_belongs_to_one_reader() throws IOException {
    Path tty = Files.writeString(folder.resolve("ttyACM7"), "");
    Files.createSymbolicLink(folder.resolve("by-id"), tty);
    List<String> answers =
        invalid(
            VALID
                + """
                [[reader]]
                id = "counter"
                kind = "serial"
                device = "ttyACM7"
                [[reader]]
                id = "third"
                kind = "camera"
                device = "by-id"
                """);

    assertEquals(
        List.of(
            file
                + ":24: reader.id = \"counter\": expected an id that no other reader has;"
                + " the one of line 14 has it",
            file
                + ":30: reader.device = \"by-id\": expected a device that no other reader has;"
                + " the one of line 26 has it"),
        answers);
  }

  @Test
  void a_card_reader_of_the_pi_is_on_a_bus() throws IOException {
    List<String> answers =
        invalid(
            VALID
                + """
                [[reader]]
                id = "a"
                kind = "rc522"
                device = "/dev/ttyS0"
                [[reader]]
                id = "b"
                kind = "pn532"
                device = "/dev/ttyS0"
                address = 0x24
                [[reader]]
                id = "c"
                kind = "pn532"
                device = "/dev/spidev0.0"
                address = 0x24
                [[reader]]
                id = "d"
                kind = "rc522"
                device = "/dev/spidev0.0"
                [[reader]]
                id = "e"
                kind = "pn532"
                device = "/dev/i2c-1"
                address = 0x78
                """);

    String either =
        "expected an I2C bus such as \"/dev/i2c-1\" or an SPI bus such as \"/dev/spidev0.0\" (see"
            + " ls /dev/i2c-* /dev/spidev*)";
    assertEquals(
        List.of(
            file
                + ":26: reader.device = \"/dev/ttyS0\": expected an SPI bus such as"
                + " \"/dev/spidev0.0\" (see ls /dev/spidev*)",
            file + ":30: reader.device = \"/dev/ttyS0\": " + either,
            file + ":36: reader.address = 36: expected one of the keys id, kind, room, device",
            file
                + ":40: reader.device = \"/dev/spidev0.0\": expected a device that no other reader"
                + " has; the one of line 35 has it",
            file + ":45: reader.address = 120: expected a whole number from 8 to 119"),
        answers);
  }

  @Test
  void a_camera_is_a_path_or_a_connector_of_the_pi() throws IOException {
    String camera = VALID.replace("baud = 9600\n", "").replace("\"serial\"", "\"camera\"");
    for (String wrong : List.of("csi:4", "csi:", "csi:-1", "csi:0x", "csi:10", "", "a\\u0000b")) {
      List<String> answers = invalid(camera.replace("/dev/ttyACM0", wrong));
      assertEquals(1, answers.size(), answers::toString);
      assertTrue(
          answers.getFirst().contains("expected the path of a camera such as \"/dev/video0\""),
          answers::toString);
    }
    String twice = "[[reader]]\nid = \"second\"\nkind = \"camera\"\ndevice = \"csi:0\"\n";
    List<String> answers = invalid(camera.replace("/dev/ttyACM0", "csi:0") + twice);
    assertEquals(1, answers.size(), answers::toString);
    assertTrue(answers.getFirst().contains("a device that no other reader has"));
  }

  @Test
  void a_secret_that_others_may_read_or_that_is_empty_is_refused() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "secret");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(
        List.of(
            file
                + ":23: upstream.token-file = \"token\": expected the path of a file that holds the"
                + " town's token for the kiosk only, but its mode is rw-r--r--; chmod o-rwx "
                + token),
        invalid(VALID + "token-file = \"token\"\n"));

    Files.writeString(token, "");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    assertTrue(
        invalid(VALID + "token-file = \"token\"\n").getFirst().contains("but it is empty; write"));
    assertTrue(
        invalid(VALID + "token-file = \".\"\n").getFirst().contains("there is no such file"));
  }

  @Test
  void a_value_cannot_speak_to_the_terminal() throws IOException {
    String answer = invalid(VALID.replace("\"yimin\"", "\"\\u001b[2J\\u202e\"")).getFirst();

    assertTrue(answer.startsWith(file + ":2: centre.id = \"\\u001b[2J\\u202e\": "), answer);
  }

  @Test
  void a_file_that_cannot_be_read_is_answered_with_the_cure() throws IOException {
    assertEquals(
        List.of(
            folder.resolve("none.toml")
                + ": expected a config file, but there is none; begin with a copy of"
                + " deploy/daka.toml"),
        answers(folder.resolve("none.toml")));
    assertEquals(
        List.of(folder + ": expected a config file, but this is a folder; name the file in it"),
        answers(folder));
    assertEquals(
        List.of("/dev/zero: expected a config file of at most 256 KiB"),
        answers(Path.of("/dev/zero")));
    assertTrue(answers(file.resolve("x")).getFirst().contains("none"));
  }

  @Test
  void a_file_of_somebody_else_is_answered_with_the_cure() throws IOException {
    Files.writeString(file, VALID);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "root reads everything");

    assertTrue(answers(file).getFirst().contains("chmod a+r"));
  }

  @Test
  void a_file_that_is_not_utf8_is_answered_with_the_line() throws IOException {
    Files.write(file, VALID.getBytes(Charset.forName("GB18030")));

    assertEquals(
        List.of(file + ":3: name = \": expected UTF-8 after this; save the file in that encoding"),
        answers(file));
  }

  @Test
  void a_file_that_ends_within_a_letter_is_not_utf8() throws IOException {
    byte[] bytes = (VALID + "# 中").getBytes(StandardCharsets.UTF_8);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

    assertTrue(answers(file).getFirst().startsWith(file + ":23: #: expected UTF-8"));
  }

  @Test
  void brackets_within_brackets_without_end_are_a_mistake() throws IOException {
    assertFalse(invalid("x = " + "[".repeat(100_000)).isEmpty());
  }

  private List<String> invalid(String text) throws IOException {
    Files.writeString(file, text);
    return answers(file);
  }

  private static List<String> answers(Path file) {
    return assertInstanceOf(Invalid.class, Config.read(file)).problems().stream()
        .map(Problem::toString)
        .toList();
  }
}
