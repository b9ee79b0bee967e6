package daka.signal;

import daka.device.DeviceThread;
import daka.pi.OutputPin;
import daka.pi.PiException;
import daka.screen.ScreenState;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A green lamp for each answer that accepts a tap or a touch, and a red one for each that refuses
/// it. Lit for [#LIT] and not for as long as the answer is on the screen, so that the next person
/// finds them dark.
public final class Lamps implements Follower {
  /// How long a lamp is lit.
  public static final Duration LIT = Duration.ofSeconds(2);

  private final @Nullable SwitchedPin red;
  private final @Nullable SwitchedPin green;
  private final String where;
  private final LongSupplier nanos;
  private long seq;
  private boolean refused;
  private long untilNanos;

  private Lamps(
      String where, @Nullable SwitchedPin red, @Nullable SwitchedPin green, LongSupplier nanos) {
    this.where = where;
    this.red = red;
    this.green = green;
    this.nanos = nanos;
    this.untilNanos = nanos.getAsLong();
  }

  /// Opens the lamps there are, dark.
  ///
  /// @param where on which pins they are, for the health page
  /// @param red null if there is none
  /// @param green null if there is none
  /// @param activeLow whether a lamp is lit by a low level
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  /// @throws PiException if a pin cannot be used
  public static Lamps open(
      String where,
      OutputPin.@Nullable Opening red,
      OutputPin.@Nullable Opening green,
      boolean activeLow,
      LongSupplier nanos)
      throws PiException {
    SwitchedPin first = red == null ? null : SwitchedPin.open(red, activeLow);
    try {
      return new Lamps(
          where, first, green == null ? null : SwitchedPin.open(green, activeLow), nanos);
    } catch (PiException e) {
      if (first != null) {
        first.close();
      }
      throw e;
    }
  }

  @Override
  public void show(ScreenState state) {
    ShownAnswer given = ShownAnswer.in(state, nanos.getAsLong());
    if (given != null && given.seq() != seq) {
      seq = given.seq();
      refused = Tone.of(given.decision()) == Tone.REFUSED;
      untilNanos = given.atNanos() + LIT.toNanos();
    }
  }

  @Override
  public Duration act() throws PiException {
    long left = untilNanos - nanos.getAsLong();
    set(red, left > 0 && refused);
    set(green, left > 0 && !refused);
    return left > 0 ? Duration.ofNanos(left) : NOTHING_TO_DO;
  }

  @Override
  public void attempt(Attempt attempt) {
    switch (attempt) {
      case RED, GREEN -> {
        refused = attempt == Attempt.RED;
        untilNanos = nanos.getAsLong() + LIT.toNanos();
      }
      case BEEP -> {}
    }
  }

  private static void set(@Nullable SwitchedPin lamp, boolean on) throws PiException {
    if (lamp != null) {
      lamp.set(on);
    }
  }

  @Override
  public void tell(DeviceThread thread) {
    thread.working(where);
  }

  @Override
  public void close() {
    if (red != null) {
      red.close();
    }
    if (green != null) {
      green.close();
    }
  }
}
