package daka.reader.camera;

import daka.reader.image.Luminance;
import java.time.Duration;

/// Tells from the frames of a camera whether the light is right.
///
/// Whatever hides the lens for a moment, such as a hand or the screen of a telephone, is no reason
/// to complain: it must be so for [#BEGINS] on end, and the light is right again after it was right
/// for [#ENDS], or as soon as a code was read. For one thread.
final class LightMeter {
  /// How long the light must be wrong.
  static final Duration BEGINS = Duration.ofSeconds(5);

  /// How long the light must be right again.
  static final Duration ENDS = Duration.ofSeconds(2);

  /// Pixels up to this show nothing that could be told from ink. Cameras call 0 or 16 black.
  private static final int BLACK = 48;

  /// Pixels from this on are burnt out. Cameras call 235 or 255 white.
  private static final int WHITE = 235;

  /// Every how many rows, and pixels in them, one is looked at: 4,800 of 640 × 480.
  private static final int STEP = 8;

  // In percent of the pixels. Less light must show to call it dark than to call it light again.
  private static final int LIT_WHEN_DARK = 5;
  private static final int LIT_WHEN_RIGHT = 10;
  private static final int BURNT_WHEN_GLARE = 40;
  private static final int BURNT_WHEN_RIGHT = 30;

  private CameraLight light = CameraLight.RIGHT;
  private CameraLight next = CameraLight.RIGHT;
  private long sinceNanos;

  /// Takes a frame.
  ///
  /// @param read whether a code was read in it
  /// @param nanos when it came, on a monotonic clock
  /// @return how the light is now
  CameraLight take(Luminance frame, boolean read, long nanos) {
    CameraLight seen = read ? CameraLight.RIGHT : look(frame);
    if (seen != next) {
      next = seen;
      sinceNanos = nanos;
    }
    Duration enough = next == CameraLight.RIGHT ? ENDS : BEGINS;
    if (read || nanos - sinceNanos >= enough.toNanos()) {
      light = next;
    }
    return light;
  }

  private CameraLight look(Luminance frame) {
    int pixels = 0;
    int lit = 0;
    int burnt = 0;
    for (int y = 0; y < frame.height(); y += STEP) {
      for (int x = 0; x < frame.width(); x += STEP) {
        int pixel = frame.pixel(x, y);
        lit += pixel > BLACK ? 1 : 0;
        burnt += pixel >= WHITE ? 1 : 0;
        pixels++;
      }
    }
    if (100 * lit < pixels * (light == CameraLight.DARK ? LIT_WHEN_RIGHT : LIT_WHEN_DARK)) {
      return CameraLight.DARK;
    }
    return 100 * burnt > pixels * (light == CameraLight.GLARE ? BURNT_WHEN_RIGHT : BURNT_WHEN_GLARE)
        ? CameraLight.GLARE
        : CameraLight.RIGHT;
  }
}
