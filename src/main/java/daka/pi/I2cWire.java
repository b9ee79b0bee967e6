package daka.pi;

/// A device on an I²C bus, whose address is known to the wire.
public non-sealed interface I2cWire extends Wire {

  /// Sends bytes in one transfer: start, address, bytes, stop.
  ///
  /// @throws PiException if the device does not acknowledge, or the bus is gone
  void write(byte[] bytes) throws PiException;

  /// Reads as many bytes as the array holds in one transfer.
  ///
  /// @throws PiException if the device does not acknowledge, or the bus is gone
  void read(byte[] into) throws PiException;
}
