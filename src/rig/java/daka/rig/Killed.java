package daka.rig;

import java.time.Duration;

/// SIGKILL from outside, soon after somebody was answered.
///
/// @param answers how many are answered before
/// @param micros how long after the last of them
record Killed(int answers, int micros) implements Fault {
  @Override
  public void strike(Life life) throws InterruptedException {
    int enough = life.taps().over() + Math.min(answers, life.taps().left());
    life.letIn(life.share() + answers);
    life.taps().await(enough, life.kiosk()::isAlive);
    life.kiosk().live(Duration.ofNanos(1_000L * micros));
    life.kiosk().kill();
  }
}
