package daka.rig.pi;

import java.io.IOException;

/// The plug of a scanner that types.
///
/// @param pi the machine it belongs to
/// @param name of the keyboard
public record KeyboardPlug(VirtualPi pi, String name) implements Plug {
  @Override
  public Plugged in() throws IOException {
    Wedge wedge = pi.plugInKeyboard(name);
    return new Plugged() {
      @Override
      public void scan(String card) throws IOException {
        wedge.type(card + "\n");
      }

      @Override
      public void begin(String card, double part) throws IOException {
        // Not awaited: it is pulled out right after the last key, before a pause ends the scan.
        wedge.type(card.substring(0, (int) Math.round(card.length() * part)));
      }

      @Override
      public void close() throws IOException {
        wedge.close();
      }
    };
  }
}
