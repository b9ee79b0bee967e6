package daka.pi;

import com.pi4j.context.Context;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2C;
import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2CBus;
import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2CProvider;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// A device on `/dev/i2c-N`, with a descriptor of its own. Pi4J's provider has one for all devices
/// on a bus, and when the kernel refuses an address (EBUSY), what is sent to it next goes to the
/// device that was spoken to before.
final class Pi4jI2c extends Opened implements I2cWire {
  private static final String OFF =
      "Add dtparam=i2c_arm=on to /boot/firmware/config.txt and i2c-dev to /etc/modules, and restart"
          + " the Pi; firmware-config/apply does this.";

  private final LinuxFsI2CBus bus;
  private final I2C i2c;

  private Pi4jI2c(LinuxFsI2CBus bus, I2C i2c, String what, Consumer<Opened> closing) {
    super(what, closing);
    this.bus = bus;
    this.i2c = i2c;
  }

  static Pi4jI2c open(Context context, int number, int address, Consumer<Opened> closing)
      throws PiException {
    Path node = Path.of("/dev/i2c-" + number);
    Failures.checkNode(node, OFF);
    I2CConfig config = I2C.newConfigBuilder(context).bus(number).device(address).build();
    LinuxFsI2CBus bus = new LinuxFsI2CBus(config);
    I2C i2c = new LinuxFsI2C(bus, LinuxFsI2CProvider.newInstance(), config);
    Pi4jI2c opened = new Pi4jI2c(bus, i2c, "0x%02X on %s".formatted(address, node), closing);
    try {
      opened.select();
      return opened;
    } catch (PiException e) {
      opened.close();
      throw e;
    }
  }

  /// Any use of the bus names the address to the kernel first; this one does nothing else.
  private void select() throws PiException {
    Callable<Boolean> nothing = () -> true;
    use("taking the address", () -> bus.execute(i2c, nothing));
  }

  @Override
  public void write(byte[] bytes) throws PiException {
    use("writing", () -> i2c.write(bytes, 0, bytes.length));
  }

  @Override
  public void read(byte[] into) throws PiException {
    int read = use("reading", () -> i2c.read(into, 0, into.length));
    if (read != into.length) {
      throw new PiException(what() + ": " + read + " bytes of " + into.length + " came", "");
    }
  }

  @Override
  void release() {
    bus.close();
  }
}
