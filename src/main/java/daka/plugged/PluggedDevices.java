package daka.plugged;

import daka.device.DeviceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Looks at what is plugged in.
public final class PluggedDevices {
  private static final String NO_BUS =
      "Where cards or panels are wired to the pins, switch the buses on: firmware-config/apply does"
          + " this, and restart the Pi.";

  private final Sysfs sys;

  /// What was found.
  ///
  /// @param unasked what could not be looked at
  public record Found(List<Plugged> devices, List<Unasked> unasked) {}

  /// Something could not be looked at.
  ///
  /// @param cure what a person should do about it
  public record Unasked(Plugged.Kind kind, String detail, String cure) {}

  /// This machine's.
  public PluggedDevices() {
    this(Path.of("/"));
  }

  /// @param root in which `sys`, `dev`, `proc` and `run` are
  public PluggedDevices(Path root) {
    this.sys = new Sysfs(root);
  }

  /// All that is there now. Takes some milliseconds, and opens no device.
  public Found look() {
    List<Unasked> unasked = new ArrayList<>();
    List<Plugged> cardReaders = cardReaders(unasked);
    List<Plugged> buses = Buses.in(sys);
    if (buses.isEmpty() && isPi()) {
      unasked.add(
          new Unasked(Plugged.Kind.I2C, "the pins of this Pi have no I²C and no SPI bus", NO_BUS));
    }
    List<Plugged> all =
        Stream.of(InputDevices.in(sys), SerialPorts.in(sys), Cameras.in(sys), cardReaders, buses)
            .flatMap(List::stream)
            .toList();
    return new Found(all, List.copyOf(unasked));
  }

  private List<Plugged> cardReaders(List<Unasked> unasked) {
    try {
      return CardReaders.in(sys);
    } catch (DeviceException e) {
      unasked.add(new Unasked(Plugged.Kind.PCSC, e.message(), e.cure()));
      return List.of();
    }
  }

  /// Whether this machine is a Raspberry Pi.
  boolean isPi() {
    return Sysfs.text(sys.root().resolve("proc/device-tree/model")).startsWith("Raspberry Pi");
  }

  /// The addresses of an I²C bus that a driver of the kernel has, with its name.
  List<I2cScan.Held> heldByKernel(int bus) {
    return sys.in("sys/bus/i2c/devices").stream()
        .filter(device -> Sysfs.name(device).matches(bus + "-00[0-7][0-9a-f]"))
        .filter(device -> Files.exists(device.resolve("driver")))
        .map(
            device ->
                new I2cScan.Held(
                    Integer.parseInt(Sysfs.name(device).substring((bus + "-").length()), 16),
                    Sysfs.text(device.resolve("name"))))
        .toList();
  }

  Path node(int bus) {
    return sys.root().resolve("dev/i2c-" + bus);
  }
}
