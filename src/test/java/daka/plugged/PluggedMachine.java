package daka.plugged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder in which stands what the kernel and udev say of a machine, in their words: a Raspberry
/// Pi with things plugged in.
public final class PluggedMachine {
  /// Letters, digits and Enter.
  private static final String TYPES =
      "1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe";

  private final Path root;

  public PluggedMachine(Path root) {
    this.root = root;
  }

  public Path root() {
    return root;
  }

  /// This is a Raspberry Pi.
  public PluggedMachine pi() {
    return file("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.5\u0000");
  }

  public PluggedMachine file(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public PluggedMachine link(String path, String to) {
    try {
      Path link = root.resolve(path);
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, Path.of(to));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A scanner or a keyboard on USB.
  public PluggedMachine types(int number, String name, String lasting) {
    return input(number, name, TYPES, "0", "0")
        .file("dev/input/event" + number, "")
        .link("dev/input/by-id/" + lasting, "../event" + number);
  }

  /// @param keys, rel, abs words of bits in hexadecimal digits
  public PluggedMachine input(int number, String name, String keys, String rel, String abs) {
    String device = "sys/class/input/event" + number + "/device/";
    return file(device + "name", name + "\n")
        .file(device + "capabilities/key", keys + "\n")
        .file(device + "capabilities/rel", rel + "\n")
        .file(device + "capabilities/abs", abs + "\n");
  }

  /// A serial port on USB; its node is left to the test.
  public PluggedMachine usbSerial(
      String port, String manufacturer, String product, String lasting) {
    String usb = "sys/devices/usb1/1-1";
    return file(usb + "/manufacturer", manufacturer + "\n")
        .file(usb + "/product", product + "\n")
        .file(usb + "/1-1:1.0/" + port + "/uevent", "")
        .link("sys/class/tty/" + port + "/device", "../../../devices/usb1/1-1/1-1:1.0/" + port)
        .link("dev/serial/by-id/" + lasting, "../../" + port);
  }

  /// A serial port of the machine's own.
  public PluggedMachine uart(String port, String type) {
    return file("sys/class/tty/" + port + "/type", type + "\n")
        .file("sys/class/tty/" + port + "/device/uevent", "")
        .file("dev/" + port, "");
  }

  public PluggedMachine video(String node, String name, String index) {
    return file("sys/class/video4linux/" + node + "/name", name + "\n")
        .file("sys/class/video4linux/" + node + "/index", index + "\n")
        .file("dev/" + node, "");
  }

  public PluggedMachine i2c(int bus, String name) {
    return file("sys/class/i2c-dev/i2c-" + bus + "/name", name + "\n");
  }
}
