package daka.rig;

import java.time.Duration;

/// SIGKILL while the town has events in its hands and has not answered.
///
/// @param route by which they came
/// @param after how many taps
/// @param stored whether the town has kept them already
record KilledInSend(Route route, int after, boolean stored) implements Fault {
  /// A forwarder that was refused waits for some seconds before it sends again.
  private static final Duration UNTIL_SENT = Duration.ofSeconds(30);

  @Override
  public void strike(Life life) throws Exception {
    int left = life.taps().left();
    if (left == 0) {
      // Nothing would be sent any more.
      return;
    }
    life.tap(Math.min(after, left - 1));
    life.town().atNextSend(route, life.kiosk()::strikeDead, stored);
    life.tap(life.share());
    life.kiosk().live(UNTIL_SENT);
    life.town().nothingAtNextSend();
  }
}
