package daka.reader.code;

import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;
import daka.reader.image.Luminance;

/// Which pixels of an image are dark. Its bytes are read where they are, eight at a time.
final class DarkPixels {
  private final Thresholds thresholds;
  private final Luminance image;
  private final boolean inverted;

  /// @param inverted whether what is bright is to count as dark
  DarkPixels(Luminance image, Thresholds thresholds, boolean inverted) {
    this.image = image;
    this.thresholds = thresholds;
    this.inverted = inverted;
  }

  int width() {
    return image.width();
  }

  int height() {
    return image.height();
  }

  boolean has(int x, int y) {
    return x >= 0 && y >= 0 && x < image.width() && y < image.height();
  }

  boolean isDark(int x, int y) {
    int threshold = thresholds.at(x / Thresholds.BLOCK, y / Thresholds.BLOCK);
    return (image.pixel(x, y) <= threshold) != inverted;
  }

  /// Whether it is dark at a point, by the nearest four pixels.
  ///
  /// @param x 0 at the left edge, not in the middle of the first pixel
  /// @param y the same from the top
  /// @return false outside of the image
  boolean isDarkBetween(double x, double y) {
    if (!has((int) Math.floor(x), (int) Math.floor(y))) {
      return false;
    }
    double left = Math.clamp(x - 0.5, 0, width() - 1.0);
    double top = Math.clamp(y - 0.5, 0, height() - 1.0);
    int column = (int) left;
    int row = (int) top;
    int nextColumn = Math.min(column + 1, width() - 1);
    int nextRow = Math.min(row + 1, height() - 1);
    double upper = between(image.pixel(column, row), image.pixel(nextColumn, row), left - column);
    double lower =
        between(image.pixel(column, nextRow), image.pixel(nextColumn, nextRow), left - column);
    int threshold = thresholds.at((int) x / Thresholds.BLOCK, (int) y / Thresholds.BLOCK);
    return (between(upper, lower, top - row) <= threshold) != inverted;
  }

  private static double between(double from, double to, double share) {
    return from + (to - from) * share;
  }

  /// All of them as ZXing takes it.
  void copyTo(BitMatrix matrix) {
    BitArray line = new BitArray(width());
    for (int y = 0; y < height(); y++) {
      for (int x = 0; x < width(); x += Integer.SIZE) {
        line.setBulk(x, word(x, y));
      }
      matrix.setRow(y, line);
    }
  }

  /// 32 pixels, or as many as there are up to the edge; the first is the lowest bit.
  int word(int left, int y) {
    int row = y / Thresholds.BLOCK;
    int start = image.start(y);
    int end = Math.min(left + Integer.SIZE, width());
    int word = 0;
    for (int x = left; x < end; x += Thresholds.BLOCK) {
      int threshold = thresholds.at(x / Thresholds.BLOCK, row);
      int dark =
          x + Thresholds.BLOCK <= end
              ? eight(EightPixels.load(image.bytes(), start + x), threshold)
              : fewer(start + x, start + end, threshold);
      word |= dark << (x - left);
    }
    return inverted ? ~word & (-1 >>> (left + Integer.SIZE - end)) : word;
  }

  /// A bit for each pixel, 1 if it is not above the threshold.
  ///
  /// @param threshold 0 to 255, or -1 if none is
  private static int eight(long pixels, int threshold) {
    long limit = (0x100 + threshold) * EightPixels.ONES;
    long even = ((limit - EightPixels.even(pixels)) >>> 8) & EightPixels.ONES;
    long odd = ((limit - EightPixels.odd(pixels)) >>> 8) & EightPixels.ONES;
    long pairs = even | (odd << 1);
    return (int) (pairs | (pairs >>> 14) | (pairs >>> 28) | (pairs >>> 42)) & 0xFF;
  }

  private int fewer(int from, int end, int threshold) {
    int dark = 0;
    for (int at = from; at < end; at++) {
      dark |= (image.bytes()[at] & 0xFF) <= threshold ? 1 << (at - from) : 0;
    }
    return dark;
  }
}
