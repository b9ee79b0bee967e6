package daka.signal;

import java.util.Locale;

/// What somebody who looks whether a signal works may have it do, once. Nobody is let in by it and
/// nothing is recorded.
public enum Attempt {
  /// The green lamp is lit as for an answer.
  GREEN,
  /// The red lamp is lit as for an answer.
  RED,
  /// The beeper plays the tone of an arrival, also where the volume is 0.
  BEEP;

  /// The name used in the API.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
