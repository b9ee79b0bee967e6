package daka;

import static daka.PiCentre.PATIENCE;

import daka.rig.pi.Traces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What is driven beside the screen of a kiosk in a virtual Pi, as the pins of the config have it,
/// seen from outside.
record PiSignals(Traces traces) {
  static final int RED = 17;
  static final int DOOR = 22;
  static final int BUTTON = 23;
  static final int GREEN = 27;

  private static final String BRIGHTNESS = "/sys/class/backlight/lab-backlight/brightness";

  /// Begins to look, once all is dark and shut. While a lamp is still lit from the tap before, the
  /// next one would light it for longer, and that is no pulse of its own.
  void begin() throws Exception {
    for (int pin : List.of(RED, DOOR, GREEN)) {
      Await.that(PATIENCE, () -> !traces.isHigh(pin), () -> "pin " + pin + " stays high");
    }
    traces.begin();
  }

  /// How long a pin was high, each time, in milliseconds; what still lasts is left out.
  List<Long> pulses(int pin) throws IOException {
    List<Long> pulses = new ArrayList<>();
    long since = -1;
    for (Traces.Level level : traces.levels()) {
      if (level.pin() == pin && level.high() && since < 0) {
        since = level.micros();
      } else if (level.pin() == pin && !level.high() && since >= 0) {
        pulses.add((level.micros() - since) / 1_000);
        since = -1;
      }
    }
    return pulses;
  }

  /// The notes that the beeper was told to play, in hertz.
  List<Long> notes() throws IOException {
    List<Long> notes = new ArrayList<>();
    boolean sounding = false;
    for (Traces.Pwm state : traces.pwm()) {
      if (state.enabled()) {
        long hertz = Math.round(1e9 / state.periodNanos());
        if (!sounding || notes.getLast() != hertz) {
          notes.add(hertz);
        }
      }
      sounding = state.enabled();
    }
    return notes;
  }

  void awaitPulse(int pin) throws Exception {
    Await.that(PATIENCE, () -> pulses(pin).size() == 1, () -> pin + ": " + traces.levels());
  }

  void awaitBrightness(int expected) throws Exception {
    Await.that(PATIENCE, () -> brightness() == expected, () -> "the light is " + brightness());
  }

  private int brightness() throws IOException {
    return Integer.parseInt(traces.pi().get(BRIGHTNESS).strip());
  }
}
