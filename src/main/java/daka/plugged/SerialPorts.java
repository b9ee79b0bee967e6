package daka.plugged;

import daka.plugged.Plugged.Form;
import daka.plugged.Plugged.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Serial ports that something can be connected to.
final class SerialPorts {
  /// What serial_core says of a port that the kernel foresees and the machine has not.
  private static final String NONE = "0";

  private SerialPorts() {}

  static List<Plugged> in(Sysfs sys) {
    List<String> consoles =
        Arrays.asList(
            Sysfs.text(sys.root().resolve("sys/class/tty/console/active")).split(" ", -1));
    return sys.in("sys/class/tty").stream()
        .filter(port -> Files.exists(port.resolve("device")))
        .filter(port -> !Sysfs.text(port.resolve("type")).equals(NONE))
        .map(port -> device(sys, port, consoles.contains(Sysfs.name(port))))
        .toList();
  }

  private static Plugged device(Sysfs sys, Path port, boolean console) {
    boolean usb = Sysfs.name(port).matches("tty(USB|ACM)\\d+");
    Path device = port.resolve("device");
    return new Plugged(
        Kind.SERIAL,
        sys.lasting(Sysfs.name(port), "serial/by-id", "serial/by-path"),
        usb ? usbName(device) : "",
        usb ? Form.USB_SERIAL : Form.UART,
        List.of("serial", "idcard"),
        console ? "console" : null);
  }

  private static String usbName(Path device) {
    return (Sysfs.above(device, "manufacturer") + " " + Sysfs.above(device, "product")).strip();
  }
}
