package daka.reader.camera;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A way in which a camera can be run.
///
/// @param interval the time from frame to frame, or null if the camera does not say
public record VideoMode(PixelFormat format, int width, int height, @Nullable Interval interval) {
  public static final int WIDTH = 640;
  public static final int HEIGHT = 480;

  /// Frames a second that are enough to read a card held for a moment. More cost more.
  public static final int RATE = 15;

  /// Twice the side of 1920 × 1080: larger frames would take too long to look at.
  static final int MAX_SIDE = 3_840;

  /// A time as a fraction of a second.
  record Interval(int numerator, int denominator) implements Comparable<Interval> {

    @Override
    public int compareTo(Interval other) {
      return Long.compare(
          (long) numerator * other.denominator, (long) other.numerator * denominator);
    }

    double perSecond() {
      return (double) denominator / numerator;
    }

    boolean isSound() {
      return numerator > 0 && denominator > 0;
    }
  }

  /// The longest that will do: 15 frames a second, and by its own count 14.98 (NTSC).
  private static final Interval LONGEST = new Interval(1_001, 15_000);

  private static final Comparator<VideoMode> BEST_FIRST =
      Comparator.comparing(VideoMode::isLarge)
          .thenComparing(VideoMode::isQuick)
          .reversed()
          .thenComparingInt(VideoMode::distance)
          .thenComparing(VideoMode::format)
          .thenComparingDouble(VideoMode::waste);

  /// The one to run the camera in: large enough, then quick enough, then no larger than it must be,
  /// then in the format that costs least.
  ///
  /// @return null if there is none
  static @Nullable VideoMode best(List<VideoMode> modes) {
    return modes.stream()
        .filter(mode -> mode.width <= MAX_SIDE && mode.height <= MAX_SIDE)
        .min(BEST_FIRST)
        .orElse(null);
  }

  private boolean isLarge() {
    return width >= WIDTH && height >= HEIGHT;
  }

  private boolean isQuick() {
    return interval == null || interval.compareTo(LONGEST) <= 0;
  }

  private int distance() {
    return isLarge() ? width * height : -width * height;
  }

  /// Frames a second that are not needed, or are missing.
  private double waste() {
    return interval == null ? 0 : Math.abs(interval.perSecond() - RATE);
  }

  @Override
  public String toString() {
    String size = format + " " + width + " × " + height;
    return interval == null
        ? size
        : size + ", " + Math.round(interval.perSecond()) + " frames a second";
  }
}
