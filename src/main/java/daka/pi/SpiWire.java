package daka.pi;

/// A device on an SPI bus, whose chip select is known to the wire.
public non-sealed interface SpiWire extends Wire {

  /// Sends the bytes in one transfer, with the device selected all the while, and puts in their
  /// place those that came back.
  ///
  /// @throws PiException if the bus is gone
  void transfer(byte[] bytes) throws PiException;
}
