package daka.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import daka.checkin.Hours;
import daka.config.Config.Valid;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  private static final String LEAST =
      """
      [centre]
      id = "yimin"
      name = "益民社区邻里中心"
      hours = "08:30-21:00"
      [kiosk]
      id = "entrance"
      room = "hall"
      """;

  private static final List<ReaderConfig.Code> QR_ALONE = List.of(ReaderConfig.Code.QR);

  @TempDir Path folder;

  @Test
  void what_is_left_out_has_a_default() throws IOException {
    Config config = valid(LEAST);

    ZoneId zone = ZoneId.of("Asia/Shanghai");
    assertEquals(
        new Config.Centre(
            "yimin",
            "益民社区邻里中心",
            new Hours(LocalTime.of(8, 30), LocalTime.of(21, 0), zone),
            Duration.ofHours(2),
            List.of("zh-Hans", "zh-Hant", "en"),
            Integer.MAX_VALUE,
            null,
            false),
        config.centre());
    assertEquals(
        new Config.Kiosk("entrance", "hall", Path.of("/var/lib/daka"), at("127.0.0.1", 8080)),
        config.kiosk());
    assertEquals(List.of(), config.readers());
    assertEquals(new Signals(null, null, null, null, List.of(), null), config.signals());
    assertEquals(new Config.Sound(70, null), config.sound());
    assertNull(config.lan());
    assertNull(config.upstream());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'hours = \"18:00-02:00\"'; 2026-11-24T01:59; true",
        "'hours = \"18:00-02:00\"'; 2026-11-24T02:00; false",
        "'hours = [\"08:30-12:00\", \"14:00-21:00\"]'; 2026-11-23T13:00; false",
        "'hours = [\"08:30-12:00\", \"14:00-21:00\"]'; 2026-11-23T14:00; true",
        "'hours = [\"14:00-21:00\", \"08:30-12:00\"]'; 2026-11-23T08:30; true",
        "'hours = \"00:00-24:00\"'; 2026-11-23T00:00; true",
        "'hours = \"18:00-00:00\"'; 2026-11-23T23:59; true",
        "'hours = \"08:30-21:00\"|closed = [\"2027-01-01\", \"2027-01-02\"]'; 2027-01-01T10:00;"
            + " false",
        "'hours = \"08:30-21:00\"|closed = \"2027-01-01\"'; 2027-01-01T10:00; false",
        "'hours = \"08:30-21:00\"|closed = 2027-01-02'; 2027-01-02T10:00; false",
        "'hours = \"08:30-21:00\"|closed = []'; 2027-01-02T10:00; true",
        "'[centre.hours]|mon = \"09:00-17:00\"|tue = []'; 2026-11-23T09:00; true",
        "'[centre.hours]|mon = \"09:00-17:00\"|tue = []'; 2026-11-24T09:00; false",
        "'[centre.hours]|sat = [\"10:00-12:00\", \"20:00-01:00\"]'; 2026-11-29T00:30; true",
        "'hours.sun = \"10:00-12:00\"'; 2026-11-29T11:00; true",
        "'[centre.hours]|fri = \"09:00-17:00\"|closed = [\"2027-01-01\"]'; 2027-01-01T10:00; false"
      })
  void hours_are_written_in_several_ways(String written, LocalDateTime at, boolean open)
      throws IOException {
    ZoneId zone = ZoneId.of("Asia/Shanghai");
    Config config = valid(LEAST.replace("hours = \"08:30-21:00\"", written.replace('|', '\n')));
    assertEquals(open, config.centre().hours().isOpen(at.atZone(zone).toInstant()));
  }

  @Test
  void a_tap_after_closing_is_a_departure_for_as_long_as_the_file_says() throws IOException {
    String hours = "hours = \"08:30-21:00\"";
    assertEquals(
        Duration.ZERO,
        valid(LEAST.replace(hours, hours + "\nafter-closing = 0")).centre().afterClosing());
    assertEquals(
        Duration.ofMinutes(45),
        valid(LEAST.replace(hours, hours + "\nafter-closing = 45")).centre().afterClosing());
  }

  @Test
  void the_town_may_be_reached_by_two_secure_ways() throws IOException {
    Path password = secret("mqtt.password");
    Path key = secret("kiosk.key");
    Path certificate = Files.writeString(folder.resolve("kiosk.pem"), "a certificate");
    Path ca = Files.writeString(folder.resolve("town-ca.pem"), "a certificate");
    String pin = "0F:".repeat(31) + "0F";
    Config config =
        valid(
            """
            [centre]
            id = "yimin"
            name = "益民"
            hours = "09:00-24:00"
            [kiosk]
            id = "entrance"
            room = "hall"
            [upstream]
            url = "https://town.example/events"
            pin-sha256 = "%s"
            [mqtt]
            url = "mqtts://town.example"
            username = "yimin-entrance"
            password-file = "mqtt.password"
            ca-file = "town-ca.pem"
            cert-file = "kiosk.pem"
            key-file = "kiosk.key"
            """
                .formatted(pin));

    assertEquals(
        new Config.Upstream(
            URI.create("https://town.example/events"),
            null,
            new Config.Tls(null, "0f".repeat(32), null, null),
            false),
        config.upstream());
    assertEquals(
        new Config.Mqtt(
            URI.create("mqtts://town.example"),
            "yimin-entrance",
            password,
            new Config.Tls(ca, null, certificate, key)),
        config.mqtt());
  }

  @Test
  void everything_that_is_written_is_taken() throws IOException {
    Path key = secret("town.key");
    Path token = secret("upstream.token");
    Path recordings = Files.createDirectory(folder.resolve("recordings"));
    Config config =
        valid(
            """
            [centre]
            id = "yimin"
            name = "益民"
            zone = "Asia/Urumqi"
            hours = "09:00-24:00"
            languages = ["en", "zh-Hans"]
            capacity = 120
            personal-code = true
            town-key-file = "town.key"
            [kiosk]
            id = "entrance"
            room = "hall"
            data = "data"
            listen = "[::1]:0"
            [sound]
            volume = 0
            recordings = "recordings"
            [lan]
            listen = "192.168.1.5:8443"
            names = ["Kiosk.lan", "10.1.2.3", "fd00::5"]
            [upstream]
            url = "http://10.0.0.2:9000/events?x=1"
            token-file = "upstream.token"
            gzip = true
            [retention]
            days = 365
            residents = true
            """);

    assertEquals(
        new Config.Centre(
            "yimin",
            "益民",
            new Hours(LocalTime.of(9, 0), LocalTime.MIDNIGHT, ZoneId.of("Asia/Urumqi")),
            Duration.ofHours(2),
            List.of("en", "zh-Hans"),
            120,
            key,
            true),
        config.centre());
    assertEquals(
        new Config.Kiosk("entrance", "hall", folder.resolve("data"), at("::1", 0)), config.kiosk());
    assertEquals(new Config.Sound(0, recordings), config.sound());
    assertEquals(
        new Config.Lan(at("192.168.1.5", 8443), List.of("Kiosk.lan", "10.1.2.3", "fd00::5"), false),
        config.lan());
    assertEquals(new Config.Retention(365, true), config.retention());
    assertEquals(
        new Config.Upstream(
            URI.create("http://10.0.0.2:9000/events?x=1"),
            token,
            new Config.Tls(null, null, null, null),
            true),
        config.upstream());
  }

  @Test
  void each_kind_of_reader_is_read() throws IOException {
    Config config =
        valid(
            LEAST
                + """
                [[reader]]
                id = "a"
                kind = "keyboard"
                device = "/dev/input/by-id/x-event-kbd"
                room = "sports"
                [[reader]]
                id = "b"
                kind = "serial"
                device = "/dev/ttyACM0"
                [[reader]]
                id = "c"
                kind = "serial"
                device = "/dev/ttyACM1"
                baud = 115200
                [[reader]]
                id = "d"
                kind = "camera"
                device = "/dev/video0"
                [[reader]]
                id = "own"
                kind = "camera"
                device = "csi:1"
                [[reader]]
                id = "e"
                kind = "pcsc"
                device = "ACS ACR122U"
                [[reader]]
                id = "f"
                kind = "pn532"
                device = "/dev/i2c-1"
                [[reader]]
                id = "g"
                kind = "rc522"
                device = "/dev/spidev0.0"
                [[reader]]
                id = "j"
                kind = "pn532"
                device = "/dev/spidev0.1"
                [[reader]]
                id = "k"
                kind = "pn532"
                device = "/dev/i2c-1"
                address = 0x48
                [[reader]]
                id = "l"
                kind = "idcard"
                device = "/dev/ttyUSB0"
                [[reader]]
                id = "h"
                kind = "frames"
                device = "frames"
                fps = 30
                [[reader]]
                id = "i"
                kind = "http"
                """);

    assertEquals(
        List.of(
            new ReaderConfig.Keyboard("a", "sports", Path.of("/dev/input/by-id/x-event-kbd")),
            new ReaderConfig.Serial("b", null, Path.of("/dev/ttyACM0"), 9600, null),
            new ReaderConfig.Serial("c", null, Path.of("/dev/ttyACM1"), 115_200, null),
            new ReaderConfig.Camera(
                "d", null, new CameraDevice.Node(Path.of("/dev/video0")), QR_ALONE),
            new ReaderConfig.Camera("own", null, new CameraDevice.Csi(1), QR_ALONE),
            new ReaderConfig.Pcsc("e", null, "ACS ACR122U"),
            new ReaderConfig.Pn532("f", null, new Bus.I2c(1, 0x24)),
            new ReaderConfig.Rc522("g", null, new Bus.Spi(0, 0)),
            new ReaderConfig.Pn532("j", null, new Bus.Spi(0, 1)),
            new ReaderConfig.Pn532("k", null, new Bus.I2c(1, 0x48)),
            new ReaderConfig.IdCard("l", null, Path.of("/dev/ttyUSB0")),
            new ReaderConfig.Frames("h", null, folder.resolve("frames"), 30, QR_ALONE),
            new ReaderConfig.Http("i", null, QR_ALONE)),
        config.readers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"camera\"\ndevice = \"csi:0", "frames\"\ndevice = \"/tmp", "http"})
  void a_reader_of_images_looks_for_the_codes_it_names(String kind) throws IOException {
    Config config =
        valid(
            LEAST
                + "[[reader]]\nid = \"a\"\nkind = \""
                + kind
                + "\"\ncodes = [\"code128\", \"qr\", \"code39\"]\n");

    List<ReaderConfig.Code> codes =
        switch (config.readers().getFirst()) {
          case ReaderConfig.Camera camera -> camera.codes();
          case ReaderConfig.Frames frames -> frames.codes();
          case ReaderConfig.Http http -> http.codes();
          case ReaderConfig other -> throw new AssertionError(other);
        };
    assertEquals(
        List.of(ReaderConfig.Code.CODE_128, ReaderConfig.Code.QR, ReaderConfig.Code.CODE_39),
        codes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"keyboard\"\ndevice = \"/dev/x", "serial\"\ndevice = \"/dev/ttyACM0", "http"})
  void a_reader_of_text_may_be_said_to_send_aim_prefixes(String kind) throws IOException {
    for (boolean aim : new boolean[] {true, false}) {
      String reader = LEAST + "[[reader]]\nid = \"a\"\nkind = \"" + kind + "\"\n";
      Config config = valid(reader + (aim ? "aim = true\n" : ""));

      assertEquals(
          aim,
          switch (config.readers().getFirst()) {
            case ReaderConfig.Keyboard keyboard -> keyboard.aim();
            case ReaderConfig.Serial serial -> serial.aim();
            case ReaderConfig.Http http -> http.aim();
            case ReaderConfig other -> throw new AssertionError(other);
          });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', ,",
    "engine = \"grow\", GROW, SENSE",
    "engine = \"newland\" / trigger = \"continuous\", NEWLAND, CONTINUOUS",
    "engine = \"honeywell\" / trigger = \"host\", HONEYWELL, HOST"
  })
  void an_engine_is_told_how_to_work_only_if_it_is_named(
      String keys, ReaderConfig.@Nullable Make make, ReaderConfig.@Nullable Trigger trigger)
      throws IOException {
    Config config =
        valid(
            LEAST
                + "[[reader]]\nid = \"a\"\nkind = \"serial\"\ndevice = \"/dev/ttyACM0\"\n"
                + keys.replace(" / ", "\n")
                + "\n");
    assertEquals(
        List.of(
            new ReaderConfig.Serial(
                "a",
                null,
                Path.of("/dev/ttyACM0"),
                9600,
                make == null || trigger == null ? null : new ReaderConfig.Engine(make, trigger))),
        config.readers());
  }

  @Test
  void rooms_that_do_not_exist_are_reported_by_line() throws IOException {
    Config config = valid(LEAST + "[[reader]]\nid = \"a\"\nkind = \"http\"\nroom = \"sprots\"\n");

    assertEquals(List.of(), config.unknownRooms(Set.of("hall", "sprots")));
    assertEquals(
        List.of(
            folder.resolve("daka.toml")
                + ":7: kiosk.room = \"hall\": expected the id of a room: civic, sports",
            folder.resolve("daka.toml")
                + ":11: reader.room = \"sprots\": expected the id of a room: civic, sports;"
                + " did you mean sports?"),
        config.unknownRooms(Set.of("sports", "civic")).stream().map(Problem::toString).toList());
  }

  @Test
  void a_byte_order_mark_and_line_ends_of_windows_are_no_mistake() throws IOException {
    valid("\ufeff" + LEAST.replace("\n", "\r\n"));
  }

  @Test
  void the_example_is_valid_as_it_is_and_with_everything_turned_on() throws IOException {
    String example = Files.readString(Path.of("deploy", "daka.toml"));
    assertEquals(1, valid(example).readers().size());

    String key = secret("town.key").toString();
    example = example.replace("/media/daka-key/daka.key", secret("daka.key").toString());
    String token = secret("upstream.token").toString();
    for (String name : List.of("mqtt.password", "kiosk.key", "kiosk.pem", "town-ca.pem")) {
      example = example.replace("/etc/daka/" + name, secret(name).toString());
    }
    Config full =
        valid(
            example
                .replaceAll("(?m)^#([a-z\\[])", "$1")
                .replace("/var/lib/daka/recordings", folder.toString())
                .replace("/etc/daka/town.key", key)
                .replace("/etc/daka/upstream.token", token));

    assertEquals(7, full.readers().size());
    assertFalse(full.lan() == null || full.upstream() == null || full.mqtt() == null);
    assertEquals(Path.of(key), full.centre().townKeyFile());
    Signals signals = full.signals();
    assertFalse(signals.lamps() == null || signals.beeper() == null || signals.door() == null);
    assertFalse(signals.callButton() == null || signals.display() == null);
    assertEquals(2, signals.panels().size());
    assertEquals(new Config.Sound(70, folder), full.sound());
    assertEquals(new Config.Retention(365, false), full.retention());
    assertEquals(
        new Config.Audit(URI.create("tls://log.lan:6514"), folder.resolve("town-ca.pem")),
        full.audit());
  }

  @Test
  void what_is_driven_beside_the_screen_is_taken() throws IOException {
    Signals signals =
        valid(
                LEAST
                    + """
                    [lamps]
                    green = 27
                    active-low = true
                    [beeper]
                    channel = 2
                    [door]
                    pin = 22
                    pulse-ms = 500
                    [call-button]
                    pin = 23
                    [[panel]]
                    room = "sports"
                    kind = "hd44780"
                    [[panel]]
                    room = "party"
                    kind = "sh1106"
                    bus = 3
                    address = 0x3d
                    [display]
                    output = "HDMI-A-1"
                    idle-seconds = 30
                    """)
            .signals();

    assertEquals(
        new Signals(
            new Signals.Lamps(null, 27, true),
            new Signals.Beeper(0, 2),
            new Signals.Door(22, Duration.ofMillis(500), false),
            new Signals.CallButton(23),
            List.of(
                new Signals.Panel("sports", Signals.PanelKind.HD44780, 1, 0x27),
                new Signals.Panel("party", Signals.PanelKind.SH1106, 3, 0x3d)),
            new Signals.Display(null, "HDMI-A-1", Duration.ofSeconds(30))),
        signals);
  }

  private Config valid(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("daka.toml"), text);
    return assertInstanceOf(Valid.class, Config.read(file)).config();
  }

  private Path secret(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "secret");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
  }

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }
}
