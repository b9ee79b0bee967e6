package daka.plugged;

import daka.plugged.Plugged.Form;
import daka.plugged.Plugged.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The buses at the pins of the machine. What is on them does not say so by itself.
final class Buses {
  private Buses() {}

  static List<Plugged> in(Sysfs sys) {
    Stream<Plugged> i2c =
        sys.in("sys/class/i2c-dev").stream()
            .filter(bus -> Sysfs.name(bus).matches("i2c-\\d{1,2}"))
            .map(bus -> bus(Kind.I2C, bus, Sysfs.text(bus.resolve("name")), List.of("pn532")));
    Stream<Plugged> spi =
        sys.in("sys/class/spidev").stream()
            .filter(bus -> Sysfs.name(bus).matches("spidev\\d{1,2}\\.\\d"))
            .map(bus -> bus(Kind.SPI, bus, "", List.of("rc522", "pn532")));
    return Stream.concat(i2c, spi).toList();
  }

  private static Plugged bus(Kind kind, Path bus, String name, List<String> fits) {
    return new Plugged(kind, "/dev/" + Sysfs.name(bus), name, Form.BUS, fits, null);
  }
}
