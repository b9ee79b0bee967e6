package daka.kiosk;

import daka.config.Bus;
import daka.config.CameraDevice;
import daka.config.ReaderConfig;
import daka.plugged.Plugged;
import daka.web.devices.NewReader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reader that is tried before the config names it, with what the config would say.
final class TriedReader {
  private static final String ID = "trial";
  private static final int USUAL_BAUD = 9_600;
  private static final int USUAL_ADDRESS = 0x24;

  private TriedReader() {}

  /// @throws IllegalArgumentException if a page cannot ask for a reader of this kind
  static ReaderConfig config(NewReader asked) {
    Plugged plugged = asked.device();
    String device = plugged.device();
    return switch (asked.kind()) {
      case "keyboard" -> new ReaderConfig.Keyboard(ID, null, Path.of(device), false);
      case "serial" ->
          new ReaderConfig.Serial(
              ID,
              null,
              Path.of(device),
              asked.baud() == null ? USUAL_BAUD : asked.baud(),
              engine(asked.engine()),
              false);
      case "idcard" -> new ReaderConfig.IdCard(ID, null, Path.of(device));
      case "camera" ->
          new ReaderConfig.Camera(ID, null, camera(plugged), List.of(ReaderConfig.Code.QR));
      case "pcsc" -> new ReaderConfig.Pcsc(ID, null, device);
      case "rc522" -> new ReaderConfig.Rc522(ID, null, spi(device));
      case "pn532" ->
          new ReaderConfig.Pn532(
              ID,
              null,
              plugged.kind() == Plugged.Kind.I2C
                  ? new Bus.I2c(
                      number(device, "/dev/i2c-"),
                      asked.address() == null ? USUAL_ADDRESS : asked.address())
                  : spi(device));
      default -> throw new IllegalArgumentException("a reader of kind " + asked.kind());
    };
  }

  private static CameraDevice camera(Plugged plugged) {
    return plugged.form() == Plugged.Form.PI_CAMERA
        ? new CameraDevice.Csi(number(plugged.device(), "csi:"))
        : new CameraDevice.Node(Path.of(plugged.device()));
  }

  private static Bus.Spi spi(String device) {
    int dot = device.indexOf('.');
    return new Bus.Spi(
        number(device.substring(0, dot), "/dev/spidev"),
        Integer.parseInt(device.substring(dot + 1)));
  }

  private static int number(String device, String before) {
    return Integer.parseInt(device.substring(before.length()));
  }

  private static ReaderConfig.@Nullable Engine engine(@Nullable String make) {
    return switch (make) {
      case "grow" -> sense(ReaderConfig.Make.GROW);
      case "newland" -> sense(ReaderConfig.Make.NEWLAND);
      case "honeywell" -> sense(ReaderConfig.Make.HONEYWELL);
      case null, default -> null;
    };
  }

  private static ReaderConfig.Engine sense(ReaderConfig.Make make) {
    return new ReaderConfig.Engine(make, ReaderConfig.Trigger.SENSE);
  }
}
