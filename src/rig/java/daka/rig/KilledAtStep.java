package daka.rig;

import java.time.Duration;

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
    // A step of the forwarder may be passed a little later than the last tap.
    life.kiosk().live(Duration.ofMillis(1_500));
  }
}
