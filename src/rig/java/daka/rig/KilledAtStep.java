package daka.rig;

/// The process ends as if by SIGKILL when it passes a step for the so-manieth time.
///
/// @param route on which, if the step is one of forwarding
record KilledAtStep(Route route, Step step, int times) implements Fault {
  @Override
  public Launch launch(Launch plain, Site site) {
    return Launch.of("daka.FusedMain", route.name(), step.name(), Integer.toString(times));
  }

  @Override
  public void strike(Life life) throws InterruptedException {
    life.tap(life.share());
    life.awaitDeathOrForwarded(route);
  }
}
