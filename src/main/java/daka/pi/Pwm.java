package daka.pi;

/// A channel of the pulse-width modulator, which makes a square wave by itself. The seam of all
/// that sounds: a test that stands in for a beeper sees each frequency it is given.
///
/// For one thread at a time, except that any thread may close it.
public interface Pwm extends AutoCloseable {

  /// Opens a channel anew each time, since another program may have had it.
  @FunctionalInterface
  interface Opening {

    /// @throws PiException if the channel is not there, or may not be used
    Pwm open() throws PiException;
  }

  /// Makes a square wave until told otherwise.
  ///
  /// @param hertz at least 1
  /// @param duty how much of the time the level is high, 1 to 99 percent
  /// @throws PiException if the channel was closed, or cannot be set
  void on(int hertz, int duty) throws PiException;

  /// Makes no wave. Off already is no mistake.
  ///
  /// @throws PiException if the channel was closed, or cannot be set
  void off() throws PiException;

  /// Makes no wave, and lets go of the channel. A second time does nothing.
  @Override
  void close();
}
