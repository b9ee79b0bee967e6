package daka.rig.pi;

import java.io.IOException;
import java.time.Duration;

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
      public Duration scan(String card) throws IOException {
        wedge.type(card + "\n");
        return wedge.await();
      }

      @Override
      public Duration pullOut(String card, double part) throws IOException {
        wedge.type(card.substring(0, (int) Math.round(card.length() * part)));
        return wedge.pullOut();
      }

      @Override
      public void close() throws IOException {
        wedge.close();
      }
    };
  }
}
