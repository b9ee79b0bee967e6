package daka.config;

/// A bus of the Pi, and the place on it where a chip is.
public sealed interface Bus {

  /// An I²C bus.
  ///
  /// @param number the N of `/dev/i2c-N`
  /// @param address of the chip, 0x08 to 0x77
  record I2c(int number, int address) implements Bus {
    /// As people write it.
    @Override
    public String toString() {
      return "/dev/i2c-%d, address 0x%02x".formatted(number, address);
    }
  }

  /// An SPI bus.
  ///
  /// @param number the B of `/dev/spidevB.C`
  /// @param chipSelect the C of it
  record Spi(int number, int chipSelect) implements Bus {
    /// As people write it.
    @Override
    public String toString() {
      return "/dev/spidev%d.%d".formatted(number, chipSelect);
    }
  }
}
