package daka.rig;

/// A disk that fails: system calls on the database end with an error, and after a while do not any
/// more. Who taps meanwhile is either recorded or told that nothing was.
///
/// @param call such as `fdatasync`
/// @param error such as `EIO`
/// @param from which one of a thread is the first to fail
/// @param count how many fail
record FailingCalls(String call, String error, int from, int count) implements Fault {
  @Override
  public Launch launch(Launch plain, Site site) {
    String what = "%s:error=%s:when=%d..%d".formatted(call, error, from, from + count - 1);
    return SystemCalls.tamper(plain, site, what);
  }

  @Override
  public boolean mayRefuseToStart() {
    return true;
  }

  @Override
  public void strike(Life life) throws InterruptedException {
    life.tap(life.share());
  }
}
