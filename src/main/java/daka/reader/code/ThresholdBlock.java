package daka.reader.code;

import daka.reader.image.Luminance;

/// The darkest, the brightest and the mean of every second row of a square of [Thresholds#BLOCK]
/// pixels a side.
final class ThresholdBlock {
  private int darkest;
  private int brightest;
  private int mean;

  int darkest() {
    return darkest;
  }

  int brightest() {
    return brightest;
  }

  int mean() {
    return mean;
  }

  /// Takes a whole one.
  ///
  /// @param at where its first pixel is
  /// @param step bytes from one row to the next but one
  void take(byte[] bytes, int at, int step) {
    long first = EightPixels.load(bytes, at);
    long second = EightPixels.load(bytes, at + step);
    long third = EightPixels.load(bytes, at + 2 * step);
    long fourth = EightPixels.load(bytes, at + 3 * step);
    mean = EightPixels.sum(sums(first) + sums(second) + sums(third) + sums(fourth)) / 32;
    long dark =
        darker(
            darker(pairs(first, false), pairs(second, false)),
            darker(pairs(third, false), pairs(fourth, false)));
    long bright =
        brighter(
            brighter(pairs(first, true), pairs(second, true)),
            brighter(pairs(third, true), pairs(fourth, true)));
    dark = darker(dark, dark >>> 32);
    bright = brighter(bright, bright >>> 32);
    darkest = (int) darker(dark, dark >>> 16) & 0xFF;
    brightest = (int) brighter(bright, bright >>> 16) & 0xFF;
  }

  private static long sums(long pixels) {
    return EightPixels.even(pixels) + EightPixels.odd(pixels);
  }

  private static long pairs(long pixels, boolean bright) {
    long even = EightPixels.even(pixels);
    long odd = EightPixels.odd(pixels);
    return bright ? brighter(even, odd) : darker(even, odd);
  }

  private static long darker(long a, long b) {
    return b ^ ((a ^ b) & masks(EightPixels.atLeast(b, a)));
  }

  private static long brighter(long a, long b) {
    return b ^ ((a ^ b) & masks(EightPixels.atLeast(a, b)));
  }

  private static long masks(long ones) {
    return (ones << 8) - ones;
  }

  /// Takes what lies within the image of one that does not as a whole.
  void takePart(Luminance image, int left, int top) {
    int right = Math.min(left + Thresholds.BLOCK, image.width());
    int bottom = Math.min(top + Thresholds.BLOCK, image.height());
    int sum = 0;
    int count = 0;
    darkest = 255;
    brightest = 0;
    for (int y = top; y < bottom; y += 2) {
      for (int x = left; x < right; x++) {
        int pixel = image.pixel(x, y);
        sum += pixel;
        count++;
        darkest = Math.min(darkest, pixel);
        brightest = Math.max(brightest, pixel);
      }
    }
    mean = sum / count;
  }
}
