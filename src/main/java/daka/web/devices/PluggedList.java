package daka.web.devices;

import daka.plugged.I2cScan;
import daka.plugged.Plugged;
import daka.plugged.PluggedDevices;
import daka.web.http.ProblemException;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is plugged in, and which of it the kiosk has already.
///
/// @param uses what the config has devices for
public record PluggedList(PluggedDevices machine, List<DeviceUse> uses) {

  PluggedDevices.Found look() {
    return machine.look();
  }

  /// What of this kiosk has a device for itself, or null.
  @Nullable String usedBy(Plugged plugged) {
    return uses.stream()
        .filter(use -> use.has(plugged))
        .map(DeviceUse::by)
        .findFirst()
        .orElse(null);
  }

  /// The addresses of an I²C bus that the kiosk has.
  List<I2cScan.Held> held(int bus) {
    return uses.stream()
        .filter(use -> use.isOn(bus))
        .map(use -> new I2cScan.Held(Objects.requireNonNull(use.address()), use.by()))
        .toList();
  }

  /// A device that is plugged in and that nobody has.
  ///
  /// @param device as the list calls it
  /// @param kind of the reader that it is to be
  /// @throws ProblemException 400 if it is not in the list, or no such reader; 409 if it is in use
  Plugged free(String device, String kind) {
    Plugged found =
        look().devices().stream()
            .filter(each -> each.device().equals(device))
            .findFirst()
            .orElseThrow(
                () ->
                    ProblemException.badRequest(
                        "\"device\" is nothing that is plugged in now; GET "
                            + DevicesResource.PATH
                            + "/plugged lists what is"));
    if (!found.fits().contains(kind)) {
      throw ProblemException.badRequest(
          "\"kind\" must be what this device can be: " + found.fits());
    }
    String by = found.taken() == null ? usedBy(found) : found.taken();
    if (by != null) {
      throw ProblemException.of(
          HttpStatus.CONFLICT, device + " is in use (" + by + "); try that one, or take it away");
    }
    return found;
  }
}
