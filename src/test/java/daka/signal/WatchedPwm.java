package daka.signal;

import daka.pi.Pwm;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What hangs on a PWM channel: hears the frequencies.
final class WatchedPwm implements Pwm {
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @Override
  public void on(int hertz, int duty) {
    heard.add(hertz + " Hz at " + duty + " %");
  }

  @Override
  public void off() {
    heard.add("silence");
  }

  @Override
  public void close() {
    heard.add("closed");
  }

  /// What was heard since this was asked last.
  List<String> heard() {
    List<String> all = List.copyOf(heard);
    heard.clear();
    return all;
  }
}
