package daka.signal.panel;

import java.time.Duration;

/// What a panel's electronics make of the bytes that are sent to them.
public interface Chip {

  /// It is given power, which it had not.
  void powerOn();

  /// Nothing is sent to it for so long.
  default void pass(Duration pause) {}

  /// Takes the bytes of one transfer, without the address.
  void receive(byte[] transfer);
}
