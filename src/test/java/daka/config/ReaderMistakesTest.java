package daka.config;

import static daka.config.MistakenConfig.VALID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.config.MistakenConfig.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReaderMistakesTest {
  @TempDir Path folder;
  private MistakenConfig config = new MistakenConfig(Path.of(""));
  private Path file = Path.of("");

  @BeforeEach
  void place() {
    config = new MistakenConfig(folder);
    file = config.file();
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
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
            ":17: reader.baud = 96: expected a whole number from 110 to 4000000"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_answered_by_line_value_and_what_was_expected(Mistake mistake)
      throws IOException {
    config.assertAnswered(mistake);
  }

  @Test
  void an_id_or_a_device_belongs_to_one_reader() throws IOException {
    Path tty = Files.writeString(folder.resolve("ttyACM7"), "");
    Files.createSymbolicLink(folder.resolve("by-id"), tty);
    List<String> answers =
        config.invalid(
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
        config.invalid(
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
      List<String> answers = config.invalid(camera.replace("/dev/ttyACM0", wrong));
      assertEquals(1, answers.size(), answers::toString);
      assertTrue(
          answers.getFirst().contains("expected the path of a camera such as \"/dev/video0\""),
          answers::toString);
    }
    String twice = "[[reader]]\nid = \"second\"\nkind = \"camera\"\ndevice = \"csi:0\"\n";
    List<String> answers = config.invalid(camera.replace("/dev/ttyACM0", "csi:0") + twice);
    assertEquals(1, answers.size(), answers::toString);
    assertTrue(answers.getFirst().contains("a device that no other reader has"));
  }
}
