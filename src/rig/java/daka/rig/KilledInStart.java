package daka.rig;

import java.time.Duration;

/// SIGKILL while the kiosk starts, and so perhaps while it recovers from the fault before.
///
/// @param part of the time that a start takes, 0 to 1
record KilledInStart(double part) implements Fault {
  @Override
  public void begun(KioskProcess kiosk, Duration usual) throws InterruptedException {
    kiosk.live(Duration.ofNanos(Math.round(usual.toNanos() * part)));
    kiosk.kill();
  }

  @Override
  public void strike(Life life) {
    // It was ready sooner than usual, and died then.
  }
}
