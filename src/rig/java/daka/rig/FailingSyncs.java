package daka.rig;

import java.time.Duration;

/// A disk that takes what is written and fails to sync it, and then SIGKILL. Who taps meanwhile is
/// told that nothing was recorded; what was written must not turn up after the next start.
///
/// @param before how many tap while the disk is well
/// @param during how many tap while it fails
record FailingSyncs(int before, int during) implements Fault {
  private static final Duration ENOUGH = Duration.ofMillis(100);

  @Override
  public void strike(Life life) throws Exception {
    life.tap(before);
    Process strace = SystemCalls.failSyncs(life.kiosk(), life.site());
    try {
      life.tap(during);
      life.kiosk().live(ENOUGH);
      life.kiosk().kill();
    } finally {
      strace.destroy();
      strace.waitFor();
    }
  }
}
