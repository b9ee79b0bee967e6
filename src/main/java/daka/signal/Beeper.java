package daka.signal;

import daka.device.DeviceThread;
import daka.pi.PiException;
import daka.pi.Pwm;
import daka.screen.ScreenState;
import daka.signal.Tones.Note;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/// A passive piezo that plays the tones of the pages. As there, a tone that is late is dropped,
/// since the next person would take it for theirs, and a newer one ends the one before.
public final class Beeper implements Follower {
  /// A tone that could not begin by then is dropped.
  static final Duration LATE = Duration.ofSeconds(1);

  /// How loud one that is silent is when it is tried.
  private static final int HALF = 50;

  private final String where;
  private final Pwm pwm;
  private final Tones tones;
  private final LongSupplier nanos;
  private boolean first = true;
  private long seq;
  private long calls;
  private int volume;
  private int loudness;
  private List<Note> playing = List.of();
  private long sinceNanos;
  private int sounding;

  private Beeper(String where, Pwm pwm, Tones tones, LongSupplier nanos) {
    this.where = where;
    this.pwm = pwm;
    this.tones = tones;
    this.nanos = nanos;
  }

  /// Opens the channel, silent.
  ///
  /// @param where which channel it is, for the health page
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  /// @throws PiException if the channel cannot be used
  public static Beeper open(String where, Pwm.Opening channel, LongSupplier nanos)
      throws PiException {
    return new Beeper(where, channel.open(), Tones.read(), nanos);
  }

  @Override
  public void show(ScreenState state) throws PiException {
    long now = nanos.getAsLong();
    volume = state.volume();
    ScreenState.Called called = state.called();
    if (called != null && called.seq() != calls) {
      calls = called.seq();
      if (!first) {
        play(Tone.CALLED, now, volume);
      }
    }
    first = false;
    ShownAnswer given = ShownAnswer.in(state, now);
    if (given != null && given.seq() != seq) {
      seq = given.seq();
      if (now - given.atNanos() < LATE.toNanos()) {
        play(Tone.of(given.decision()), now, volume);
      }
    }
  }

  private void play(Tone tone, long now, int loud) throws PiException {
    sound(0);
    loudness = loud;
    playing = loud == 0 ? List.of() : tones.of(tone);
    sinceNanos = now;
  }

  @Override
  public Duration act() throws PiException {
    long passed = nanos.getAsLong() - sinceNanos;
    for (Note note : playing) {
      passed -= note.length().toNanos();
      if (passed < 0) {
        sound(note.hertz());
        return Duration.ofNanos(-passed);
      }
    }
    sound(0);
    playing = List.of();
    return NOTHING_TO_DO;
  }

  @Override
  public void attempt(Attempt attempt) throws PiException {
    switch (attempt) {
      case BEEP -> {
        play(Tone.ACCEPTED, nanos.getAsLong(), volume == 0 ? HALF : volume);
      }
      case RED, GREEN -> {}
    }
  }

  /// @param hertz 0 for silence
  private void sound(int hertz) throws PiException {
    if (hertz == sounding) {
      return;
    }
    if (hertz == 0) {
      pwm.off();
    } else {
      pwm.on(hertz, duty(loudness));
    }
    sounding = hertz;
  }

  /// How much of the time the level is high, in percent: of a square wave with a duty of d, the
  /// ground tone has an amplitude of sin(πd), and the pages take the square of the volume for it.
  static int duty(int volume) {
    double amplitude = Math.pow(volume / 100.0, 2);
    return Math.max(1, (int) Math.round(100 * Math.asin(amplitude) / Math.PI));
  }

  @Override
  public void tell(DeviceThread thread) {
    thread.working(where + (volume == 0 ? ", silent as sound.volume is 0" : ""));
  }

  @Override
  public void close() {
    pwm.close();
  }
}
