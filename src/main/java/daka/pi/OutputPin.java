package daka.pi;

/// A pin that is driven. The seam of all that is switched: a test that stands in for what hangs on
/// the pin sees each level it is given.
///
/// For one thread at a time, except that any thread may close it.
public interface OutputPin extends AutoCloseable {

  /// Opens a pin anew each time, since another program may have had it.
  @FunctionalInterface
  interface Opening {

    /// @param rest the level the pin has from the first moment, and is given back when it is closed
    /// @throws PiException if the pin is not there, is another program's, or may not be used
    OutputPin open(Level rest) throws PiException;
  }

  /// Drives the pin to this level. When this returns the pin has it.
  ///
  /// @throws PiException if the pin was closed, or cannot be driven
  void set(Level level) throws PiException;

  /// Gives the pin its level at rest, and lets go of it. A second time does nothing.
  @Override
  void close();
}
