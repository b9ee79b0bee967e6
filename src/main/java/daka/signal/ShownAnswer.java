package daka.signal;

import daka.screen.ScreenState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The answer on the screen, for what cannot draw it.
///
/// @param seq counts the answers since the kiosk started
/// @param decision that stands, in its wire name
/// @param atNanos when it was given, by the monotonic clock
record ShownAnswer(long seq, String decision, long atNanos) {

  /// The answer in a state that was taken now, or null if there is none.
  static @Nullable ShownAnswer in(ScreenState state, long nowNanos) {
    ScreenState.Result result = state.result();
    if (result == null) {
      return null;
    }
    long age = Duration.ofMillis(result.shownMs() - result.leftMs()).toNanos();
    return new ShownAnswer(result.seq(), result.answer().stands(), nowNanos - age);
  }
}
