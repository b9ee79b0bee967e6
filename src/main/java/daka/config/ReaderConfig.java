package daka.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `[[reader]]` of the config file. The device need not be there yet: a reader waits for it.
public sealed interface ReaderConfig {

  /// A slug, unique among the readers of the kiosk.
  String id();

  /// The room that scans at this reader are registered to; null for the kiosk's room.
  @Nullable String room();

  /// A reader that types, as a keyboard does.
  ///
  /// @param device the event node, best by its name under `/dev/input/by-id/`
  /// @param aim whether it sends an AIM prefix such as `]Q1` before each code
  record Keyboard(String id, @Nullable String room, Path device, boolean aim)
      implements ReaderConfig {
    Keyboard(String id, @Nullable String room, Path device) {
      this(id, room, device, false);
    }
  }

  /// A reader that sends lines over a serial port.
  ///
  /// @param device the port, such as `/dev/ttyACM0`
  /// @param baud 9600 unless said otherwise
  /// @param engine what is at the port, or null if it is only to be listened to
  /// @param aim as for a [Keyboard]
  record Serial(
      String id, @Nullable String room, Path device, int baud, @Nullable Engine engine, boolean aim)
      implements ReaderConfig {
    Serial(String id, @Nullable String room, Path device, int baud, @Nullable Engine engine) {
      this(id, room, device, baud, engine, false);
    }
  }

  /// A scan engine that is told how to work.
  record Engine(Make make, Trigger trigger) {}

  /// Whose commands a scan engine understands.
  enum Make {
    GROW,
    NEWLAND,
    HONEYWELL
  }

  /// When a scan engine looks for a code: when something moves, all the time, or when it is told
  /// to.
  enum Trigger {
    SENSE,
    CONTINUOUS,
    HOST
  }

  /// A kind of code that a camera or an image may show.
  enum Code {
    QR,
    CODE_128,
    CODE_39
  }

  /// A camera that looks for codes.
  ///
  /// @param codes what it looks for; QR alone unless said otherwise
  record Camera(String id, @Nullable String room, CameraDevice device, List<Code> codes)
      implements ReaderConfig {}

  /// A card reader that speaks PC/SC.
  ///
  /// @param device the reader's name or the beginning of it, as `pcsc_scan` shows it
  record Pcsc(String id, @Nullable String room, String device) implements ReaderConfig {}

  /// An NXP PN532.
  ///
  /// @param bus where it is; on an I²C bus at 0x24 unless said otherwise
  record Pn532(String id, @Nullable String room, Bus bus) implements ReaderConfig {}

  /// An NXP MFRC522.
  ///
  /// @param bus where it is
  record Rc522(String id, @Nullable String room, Bus.Spi bus) implements ReaderConfig {}

  /// A reader of residents' ID cards with a security module and a serial port, at 115,200 baud.
  ///
  /// @param device the port, such as `/dev/ttyUSB0`
  record IdCard(String id, @Nullable String room, Path device) implements ReaderConfig {}

  /// A folder of images that stands for a camera.
  ///
  /// @param device the folder
  /// @param fps how many images are looked at a second; 15 unless said otherwise
  /// @param codes as for a [Camera]
  record Frames(String id, @Nullable String room, Path device, int fps, List<Code> codes)
      implements ReaderConfig {}

  /// Scans presented to `POST /api/v1/scans`.
  ///
  /// @param codes what is looked for in an image, as for a [Camera]
  /// @param aim whether the payloads begin with an AIM prefix, as for a [Keyboard]
  record Http(String id, @Nullable String room, List<Code> codes, boolean aim)
      implements ReaderConfig {
    Http(String id, @Nullable String room, List<Code> codes) {
      this(id, room, codes, false);
    }
  }
}
