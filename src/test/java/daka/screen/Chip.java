package daka.screen;

/// What a panel's electronics make of the bytes that are sent to them.
public interface Chip {

  /// It is given power, which it had not.
  void powerOn();

  /// Takes the bytes of one transfer, without the address.
  void receive(byte[] transfer);
}
