package daka.reader.code;

import com.google.zxing.common.BitArray;
import org.jspecify.annotations.Nullable;

/// A straight line across an image, along which bars are looked for.
///
/// @param angle in steps of [#STEP] degrees, 0 to [#ANGLES] - 1: 0 runs to the right, and each
///   further one more downwards
/// @param offset how far it passes from the middle of the image, in pixels
record ScanLine(int angle, double offset) {
  /// Bars are read though a line crosses them askew, so that these make all: a code seven times as
  /// long as its bars are high is crossed from end to end at half a step.
  static final int ANGLES = 12;

  static final int STEP = 180 / ANGLES;

  /// At every pixel alone, thin bars would differ in width by how the line meets the pixels.
  private static final int FINE = 2;

  /// The fewest changes between dark and bright on a line across a code that is taken.
  private static final int CHANGES = 40;

  /// How far from the middle of an image its corners are, across the lines at an angle.
  static double reach(int angle, int width, int height) {
    return (width * Math.abs(down(angle)) + height * Math.abs(right(angle))) / 2;
  }

  private static double right(int angle) {
    return Math.cos(Math.toRadians(angle * STEP));
  }

  private static double down(int angle) {
    return Math.sin(Math.toRadians(angle * STEP));
  }

  /// What is dark along the line is set, [#FINE] times a pixel.
  ///
  /// @return null if the line crosses no bars
  @Nullable BitArray of(DarkPixels pixels) {
    double right = right(angle);
    double down = down(angle);
    double middleX = pixels.width() / 2.0 - offset * down;
    double middleY = pixels.height() / 2.0 + offset * right;
    int half = (int) Math.ceil(Math.hypot(pixels.width(), pixels.height()) / 2);
    BitArray line = new BitArray(2 * half * FINE);
    boolean before = false;
    int changes = 0;
    for (int i = 0; i < line.getSize(); i++) {
      double along = i / (double) FINE - half;
      boolean dark = pixels.isDarkBetween(middleX + along * right, middleY + along * down);
      if (dark) {
        line.set(i);
      }
      changes += dark == before ? 0 : 1;
      before = dark;
    }
    return changes < CHANGES ? null : line;
  }

  ScanLine beside(double pixels) {
    return new ScanLine(angle, offset + pixels);
  }
}
