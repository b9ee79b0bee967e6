package daka.reader.code;

import daka.reader.image.Luminance;

/// How many pixels have each brightness.
final class Histogram {
  private final int[] counts = new int[256];
  private int total;

  private Histogram() {}

  /// Of every second row.
  static Histogram of(Luminance image) {
    Histogram histogram = new Histogram();
    byte[] bytes = image.bytes();
    for (int y = 0; y < image.height(); y += 2) {
      int start = image.start(y);
      for (int at = start; at < start + image.width(); at++) {
        histogram.counts[bytes[at] & 0xFF]++;
      }
      histogram.total += image.width();
    }
    return histogram;
  }

  /// The brightness up to which pixels are best called dark: that which leaves the means of both
  /// sides furthest apart, weighed by how many are on each (Otsu, 1979).
  ///
  /// @param contrast how far apart they must be
  /// @return -1 if they are not: nothing is dark then
  int valley(int contrast) {
    long all = 0;
    for (int level = 0; level < counts.length; level++) {
      all += (long) level * counts[level];
    }
    int best = -1;
    double furthest = -1;
    long dark = 0;
    long darkSum = 0;
    for (int level = 0; level < counts.length - 1 && dark < total; level++) {
      dark += counts[level];
      darkSum += (long) level * counts[level];
      if (dark > 0 && dark < total) {
        double apart = (double) darkSum / dark - (double) (all - darkSum) / (total - dark);
        double spread = apart * apart * dark * (total - dark);
        if (spread > furthest && -apart > contrast) {
          furthest = spread;
          best = level;
        }
      }
    }
    return best;
  }
}
