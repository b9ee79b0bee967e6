package daka.pi;

import java.util.function.Consumer;

/// A pin that is listened to. The seam of all that is pressed or closed: a test that stands in for
/// a button gives the levels that the button gives.
public interface InputPin extends AutoCloseable {

  /// What pulls the pin while nothing else does.
  enum Pull {
    /// To 0 V.
    DOWN,
    /// To 3.3 V.
    UP
  }

  /// Opens a pin anew each time, since another program may have had it.
  @FunctionalInterface
  interface Opening {

    /// @param listener told each level the pin has come to and stays at, on a thread of the pin's;
    ///   must neither wait nor fail
    /// @throws PiException if the pin is not there, is another program's, or may not be used
    InputPin open(Consumer<Level> listener) throws PiException;
  }

  /// The level the pin has now.
  ///
  /// @throws PiException if the pin was closed, or cannot be read
  Level level() throws PiException;

  /// Lets go of the pin. A second time does nothing.
  @Override
  void close();
}
