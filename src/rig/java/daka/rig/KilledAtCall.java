package daka.rig;

import java.time.Duration;

/// SIGKILL at a system call on the database, which is not done any more: in mid-commit, in a
/// checkpoint, or in the recovery at the start.
///
/// @param call such as `pwrite64`
/// @param times which one of a thread
record KilledAtCall(String call, int times) implements Fault {
  @Override
  public Launch launch(Launch plain, Site site) {
    return SystemCalls.tamper(plain, site, call + ":signal=SIGKILL:when=" + times);
  }

  @Override
  public void strike(Life life) throws InterruptedException {
    life.tap(life.share());
    life.kiosk().live(Duration.ofMillis(100));
  }
}
