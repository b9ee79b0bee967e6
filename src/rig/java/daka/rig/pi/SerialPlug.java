package daka.rig.pi;

import java.io.IOException;
import java.time.Duration;

/// The plug of the serial reader on USB.
///
/// @param pi the machine it belongs to
public record SerialPlug(VirtualPi pi) implements Plug {
  @Override
  public Plugged in() throws IOException {
    SerialWire wire = pi.plugInSerial();
    return new Plugged() {
      @Override
      public Duration scan(String card) throws IOException {
        wire.send(card + "\r\n");
        return Duration.ZERO;
      }

      @Override
      public Duration pullOut(String card, double part) throws IOException {
        String port = pi.run("basename $(readlink /dev/serial/by-id/ftdi_sio)").strip();
        Duration begun = pi.uptime();
        wire.send(card.substring(0, (int) Math.round(card.length() * part)));
        wire.close();
        while (pi.exists("/sys/class/tty/" + port + "/dev")) {
          Thread.onSpinWait();
        }
        return pi.uptime().minus(begun);
      }

      @Override
      public void close() throws IOException {
        wire.close();
      }
    };
  }
}
