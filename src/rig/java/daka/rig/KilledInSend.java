package daka.rig;

import java.time.Duration;

/// SIGKILL while the town has a batch in its hands and has not answered.
///
/// @param after how many taps
/// @param stored whether the town has kept it already
record KilledInSend(int after, boolean stored) implements Fault {
  @Override
  public void strike(Life life) throws Exception {
    life.tap(after);
    life.town().atNextBatch(life.kiosk()::strikeDead, stored);
    life.tap(life.share());
    life.kiosk().live(Duration.ofMillis(1_500));
  }
}
