package daka.pi;

import com.pi4j.context.Context;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiMode;
import com.pi4j.plugin.linuxfs.provider.spi.LinuxFsSpi;
import com.pi4j.plugin.linuxfs.provider.spi.LinuxFsSpiProviderImpl;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A device on `/dev/spidevN.M`. Made without Pi4J's registry, which takes the same chip select of
/// two buses for one device.
final class Pi4jSpi extends Opened implements SpiWire {
  private static final String OFF =
      "Add dtparam=spi=on to /boot/firmware/config.txt and restart the Pi; firmware-config/apply"
          + " does this.";

  private final Spi spi;

  private Pi4jSpi(Spi spi, Path node, Consumer<Opened> closing) {
    super(node.toString(), closing);
    this.spi = spi;
  }

  static Pi4jSpi open(Context context, int bus, int chipSelect, int hertz, Consumer<Opened> closing)
      throws PiException {
    Path node = Path.of("/dev/spidev" + bus + "." + chipSelect);
    Failures.checkNode(node, OFF);
    Spi spi =
        new LinuxFsSpi(
            new LinuxFsSpiProviderImpl(),
            Spi.newConfigBuilder(context)
                .bus(bus)
                .address(chipSelect)
                .mode(SpiMode.MODE_0)
                .baud(hertz)
                .build());
    spi.open();
    return new Pi4jSpi(spi, node, closing);
  }

  @Override
  public void transfer(byte[] bytes) throws PiException {
    int sent = use("transferring", () -> spi.transfer(bytes, 0, bytes, 0, bytes.length));
    if (sent != bytes.length) {
      throw new PiException(
          what() + ": the transfer of " + bytes.length + " bytes failed",
          "It is tried again by itself; at most 4096 bytes go at a time.");
    }
  }

  @Override
  void release() {
    spi.close();
  }
}
