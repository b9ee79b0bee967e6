package daka.pi;

/// A connection to one device on a bus. The seam at the wire: a test that stands in for a device
/// answers the same bytes as the device does, and sees all that is sent to it.
///
/// For one thread at a time.
public sealed interface Wire extends AutoCloseable permits I2cWire, SpiWire {

  /// Opens a wire anew each time, since devices are lost and come back.
  @FunctionalInterface
  interface Opening<W extends Wire> {

    /// @throws PiException if the bus is not there, or may not be used
    W open() throws PiException;
  }

  /// Lets go of the bus. A second time does nothing.
  @Override
  void close();
}
