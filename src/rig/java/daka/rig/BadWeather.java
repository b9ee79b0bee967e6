package daka.rig;

/// The line to the town is at its worst, and the kiosk lives through it.
///
/// @param percent of the connections that meet with something
record BadWeather(int percent) implements Fault {
  @Override
  public void strike(Life life) throws Exception {
    life.town().weather(percent);
    life.tap(life.share());
    life.town().weather(Rig.USUAL_WEATHER);
  }
}
