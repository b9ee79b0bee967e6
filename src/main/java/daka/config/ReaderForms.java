package daka.config;

import daka.config.ReaderConfig.Camera;
import daka.config.ReaderConfig.Code;
import daka.config.ReaderConfig.Engine;
import daka.config.ReaderConfig.Frames;
import daka.config.ReaderConfig.Http;
import daka.config.ReaderConfig.IdCard;
import daka.config.ReaderConfig.Keyboard;
import daka.config.ReaderConfig.Make;
import daka.config.ReaderConfig.Pcsc;
import daka.config.ReaderConfig.Pn532;
import daka.config.ReaderConfig.Rc522;
import daka.config.ReaderConfig.Serial;
import daka.config.ReaderConfig.Trigger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the `[[reader]]` sections of one file, and compares them with each other.
final class ReaderForms {
  private static final List<String> KINDS =
      List.of("keyboard", "serial", "camera", "pcsc", "pn532", "rc522", "idcard", "frames", "http");
  private static final Form<String> KIND = Forms.word(KINDS);
  private static final List<String> CODES = List.of("qr", "code128", "code39");
  private static final Form<String> MAKE = Forms.word(List.of("grow", "newland", "honeywell"));
  private static final List<String> TRIGGERS = List.of("sense", "continuous", "host");
  private static final List<String> WITHOUT_CONTINUOUS = List.of("sense", "host");

  /// Where the chip answers on an I²C bus (NXP UM0701-02, 6.2.4).
  private static final int PN532_ADDRESS = 0x24;

  private final PathForms paths;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<Object, Integer> devices = new HashMap<>();

  ReaderForms(PathForms paths) {
    this.paths = paths;
  }

  ReaderConfig reader(Section section) {
    String id = section.required("id", Forms.SLUG);
    String kind = section.required("kind", KIND);
    String room = section.optional("room", Forms.SLUG);
    ReaderConfig reader = ofKind(kind, id, room, section);
    section.close();
    section.once("id", id, ids, "an id that no other reader has");
    return reader;
  }

  private ReaderConfig ofKind(String kind, String id, @Nullable String room, Section section) {
    return switch (kind) {
      case "keyboard" -> new Keyboard(id, room, device(section), aim(section));
      case "serial" ->
          new Serial(
              id,
              room,
              device(section),
              section.optional("baud", Forms.number(110, 4_000_000), 9600),
              engine(section),
              aim(section));
      case "camera" -> new Camera(id, room, camera(section), codes(section));
      case "pcsc" -> new Pcsc(id, room, cardReader(section));
      case "pn532" -> new Pn532(id, room, pn532Bus(section));
      case "rc522" -> new Rc522(id, room, only(section.required("device", BusForms.SPI), section));
      case "idcard" -> new IdCard(id, room, device(section));
      case "frames" ->
          new Frames(
              id,
              room,
              device(section),
              section.optional("fps", Forms.number(1, 120), 15),
              codes(section));
      case "http" -> new Http(id, room, codes(section), aim(section));
      // No kind, or none we know, which is reported already: its other keys cannot be judged.
      default -> {
        section.has("device");
        section.has("baud");
        section.has("address");
        section.has("engine");
        section.has("trigger");
        section.has("fps");
        section.has("codes");
        section.has("aim");
        yield new Http(id, room, List.of(Code.QR));
      }
    };
  }

  private static boolean aim(Section section) {
    return section.optional("aim", Forms.FLAG, false);
  }

  private static List<Code> codes(Section section) {
    return section.optional("codes", Forms.words(CODES), List.of("qr")).stream()
        .map(ReaderForms::code)
        .toList();
  }

  private static Code code(String word) {
    return switch (word) {
      case "code128" -> Code.CODE_128;
      case "code39" -> Code.CODE_39;
      default -> Code.QR;
    };
  }

  private static @Nullable Engine engine(Section section) {
    return switch (section.optional("engine", MAKE, "")) {
      case "grow" -> new Engine(Make.GROW, trigger(section, TRIGGERS));
      case "newland" -> new Engine(Make.NEWLAND, trigger(section, TRIGGERS));
      case "honeywell" -> new Engine(Make.HONEYWELL, trigger(section, WITHOUT_CONTINUOUS));
      default -> {
        // Without an engine there is nothing to trigger; with one we do not know, that is reported.
        if (section.has("engine")) {
          section.has("trigger");
        }
        yield null;
      }
    };
  }

  private static Trigger trigger(Section section, List<String> possible) {
    return switch (section.optional("trigger", Forms.word(possible), "sense")) {
      case "continuous" -> Trigger.CONTINUOUS;
      case "host" -> Trigger.HOST;
      default -> Trigger.SENSE;
    };
  }

  private Path device(Section section) {
    Path device =
        section.required("device", paths.path("the path of the device, such as \"/dev/ttyACM0\""));
    section.once("device", target(device), devices, "a device that no other reader has");
    return device;
  }

  private CameraDevice camera(Section section) {
    CameraDevice device = section.required("device", paths.camera());
    Object place = device instanceof CameraDevice.Node(Path path) ? target(path) : device;
    section.once("device", place, devices, "a device that no other reader has");
    return device;
  }

  /// An address is asked for only where there can be one.
  private Bus pn532Bus(Section section) {
    Bus bus = section.required("device", BusForms.either(PN532_ADDRESS));
    return switch (bus) {
      case Bus.I2c(int number, int usual) ->
          only(new Bus.I2c(number, section.optional("address", BusForms.ADDRESS, usual)), section);
      case Bus.Spi spi -> only(spi, section);
    };
  }

  private <B extends Bus> B only(B bus, Section section) {
    section.once("device", bus, devices, "a device that no other reader has");
    return bus;
  }

  private String cardReader(Section section) {
    String device = section.required("device", Forms.TEXT);
    section.once("device", device, devices, "a device that no other reader has");
    return device;
  }

  /// Where a name such as those in `/dev/serial/by-id/` leads to, if it is there.
  private static Path target(Path device) {
    try {
      return device.toRealPath();
    } catch (IOException e) {
      return device;
    }
  }
}
