package daka.web.devices;

import daka.plugged.Plugged;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something that the config has a device for.
///
/// @param device as the config calls it
/// @param address on an I²C bus, which other devices are on too; null for what has its device for
///   itself
/// @param by as the health page calls it
public record DeviceUse(String device, @Nullable Integer address, String by) {

  /// Whether it has this one for itself.
  boolean has(Plugged plugged) {
    return address == null
        && switch (plugged.kind()) {
          case PCSC -> plugged.device().startsWith(device);
          case INPUT, SERIAL, CAMERA, I2C, SPI ->
              plugged.device().equals(device)
                  || (device.startsWith("/") && real(device).equals(real(plugged.device())));
        };
  }

  /// Whether it is on this I²C bus.
  boolean isOn(int bus) {
    return address != null && device.equals("/dev/i2c-" + bus);
  }

  private static Object real(String device) {
    try {
      return Path.of(device).toRealPath();
    } catch (IOException | InvalidPathException e) {
      return Objects.requireNonNull(device);
    }
  }
}
