package daka.kiosk;

import daka.config.FirstConfig;
import daka.config.FirstConfig.Proposal;
import daka.host.Version;
import daka.plugged.Plugged;
import daka.plugged.PluggedDevices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tinylog.Logger;

/// What the first start of a kiosk does before it is one like any other.
public final class FirstStart {
  private static final String EXAMPLE = "daka.toml";

  private FirstStart() {}

  /// Writes a config that the kiosk can start with, if there is none, after the example that lies
  /// beside the program. What is plugged in stands there as readers that are off.
  ///
  /// @throws StartException if it cannot be written
  public static void writeConfig(Path file) throws StartException {
    writeConfig(new FirstConfig(file, Version.besideJar(EXAMPLE)), new PluggedDevices());
  }

  static void writeConfig(FirstConfig config, PluggedDevices machine) throws StartException {
    if (config.isThere()) {
      return;
    }
    List<Proposal> found =
        machine.look().devices().stream()
            .filter(FirstStart::isPerhapsReader)
            .map(each -> new Proposal(each.fits().getFirst(), each.device(), each.name()))
            .toList();
    try {
      config.write(found);
      Logger.info("wrote {}, since there was none; {} devices", config.file(), found.size());
    } catch (IOException e) {
      throw new StartException(
          "writing a first config to %s: %s. Let the kiosk's user write in its folder, or write it by hand"
              .formatted(config.file(), e),
          e);
    }
  }

  /// What is wired to the pins says nothing of itself.
  private static boolean isPerhapsReader(Plugged plugged) {
    return plugged.taken() == null
        && !plugged.fits().isEmpty()
        && switch (plugged.form()) {
          case TYPES, USB_SERIAL, USB_CAMERA, PI_CAMERA, CARD_READER -> true;
          case POINTER, TOUCH, BUTTONS, UART, BUS -> false;
        };
  }
}
