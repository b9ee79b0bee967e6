package daka.rig;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The broker is struck when events are on their way to it, and is there again after a while. The
/// kiosk lives through it and answers taps meanwhile.
///
/// @param after how many taps
/// @param awayMillis how long it is away
record BrokerKilled(Blow blow, int after, int awayMillis) implements Fault {
  /// What becomes of it.
  enum Blow {
    /// SIGKILL while it reads and acknowledges.
    KILLED,
    /// It stands still before it has read any of them, and then goes on.
    STOPPED,
    /// The same, and it never goes on.
    STOPPED_AND_KILLED
  }

  private static final long PATIENCE_SECONDS = 60;

  @Override
  public void strike(Life life) throws Exception {
    int left = life.taps().left();
    if (left == 0) {
      // Nothing would be sent any more.
      return;
    }
    TownBroker broker = life.town().broker();
    life.tap(Math.min(after, left - 1));
    CompletableFuture<Blow> underWay = new CompletableFuture<>();
    broker.atNextEvent(() -> begin(broker, underWay), true);
    int enough = life.taps().over() + Math.min(life.share(), life.taps().left());
    life.letIn(life.share());
    underWay.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (blow != Blow.STOPPED) {
      broker.kill();
    }
    Thread.sleep(awayMillis);
    if (blow == Blow.STOPPED) {
      broker.goOn();
    } else {
      broker.restart();
    }
    life.taps().await(enough, life.kiosk()::isAlive);
    life.awaitDeathOrForwarded(Route.MQTT);
  }

  private void begin(TownBroker broker, CompletableFuture<Blow> underWay) {
    try {
      if (blow != Blow.KILLED) {
        broker.stop();
      }
      underWay.complete(blow);
    } catch (IOException | InterruptedException | RuntimeException e) {
      underWay.completeExceptionally(e);
    }
  }
}
