package daka.rig.pi;

import java.io.IOException;

/// The plug of the serial reader on USB.
///
/// @param pi the machine it belongs to
public record SerialPlug(VirtualPi pi) implements Plug {
  @Override
  public Plugged in() throws IOException {
    SerialWire wire = pi.plugInSerial();
    return new Plugged() {
      @Override
      public void scan(String card) throws IOException {
        wire.send(card + "\r\n");
      }

      @Override
      public void begin(String card, double part) throws IOException {
        wire.send(card.substring(0, (int) Math.round(card.length() * part)));
      }

      @Override
      public void close() throws IOException {
        wire.close();
      }
    };
  }
}
