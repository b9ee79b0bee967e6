package daka.config;

import daka.config.Form.Fits;
import daka.config.Form.Unfit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The forms of buses, which are named as Linux names their devices.
final class BusForms {
  private static final Pattern I2C_DEVICE = Pattern.compile("/dev/i2c-(\\d{1,2})");
  private static final Pattern SPI_DEVICE = Pattern.compile("/dev/spidev(\\d{1,2})\\.(\\d)");
  private static final String SPI_EXPECTED =
      "an SPI bus such as \"/dev/spidev0.0\" (see ls /dev/spidev*)";
  private static final String EITHER_EXPECTED =
      "an I2C bus such as \"/dev/i2c-1\" or an SPI bus such as \"/dev/spidev0.0\" (see ls"
          + " /dev/i2c-* /dev/spidev*)";

  /// The addresses that the I²C specification does not reserve.
  static final Form<Integer> ADDRESS = Forms.number(0x08, 0x77);

  static final Form<Bus.Spi> SPI =
      Form.ofText(
          SPI_EXPECTED,
          new Bus.Spi(0, 0),
          text -> {
            Matcher spi = SPI_DEVICE.matcher(text);
            return spi.matches() ? new Fits<>(spi(spi)) : new Unfit<>(SPI_EXPECTED);
          });

  private BusForms() {}

  /// @param address where the chip is on an I²C bus
  static Form<Bus> either(int address) {
    return Form.ofText(
        EITHER_EXPECTED,
        new Bus.I2c(1, address),
        text -> {
          Matcher spi = SPI_DEVICE.matcher(text);
          if (spi.matches()) {
            return new Fits<>(spi(spi));
          }
          Matcher i2c = I2C_DEVICE.matcher(text);
          return i2c.matches()
              ? new Fits<>(new Bus.I2c(Integer.parseInt(i2c.group(1)), address))
              : new Unfit<>(EITHER_EXPECTED);
        });
  }

  private static Bus.Spi spi(Matcher spi) {
    return new Bus.Spi(Integer.parseInt(spi.group(1)), Integer.parseInt(spi.group(2)));
  }
}
