package daka.reader;

import java.util.Arrays;

/// Copies of an image in which a code may be read that is not in the image itself.
final class Retouched {
  private Retouched() {}

  /// Each pixel the mean of the square that reaches so many pixels to each side of it; beyond an
  /// edge the image goes on as it ends.
  static Luminance blurred(Luminance image, int reach) {
    int width = image.width();
    int height = image.height();
    byte[] blurred = new byte[width * height];
    int[] columns = new int[width + 2 * reach + 1];
    for (int row = -reach - 1; row < reach; row++) {
      add(columns, image, row, reach, 1);
    }
    int[] sums = new int[width];
    int share = (1 << 16) / ((2 * reach + 1) * (2 * reach + 1)) + 1;
    for (int y = 0; y < height; y++) {
      add(columns, image, y - reach - 1, reach, -1);
      add(columns, image, y + reach, reach, 1);
      Arrays.fill(columns, 0, reach + 1, columns[reach + 1]);
      Arrays.fill(columns, reach + 1 + width, columns.length, columns[reach + width]);
      Arrays.fill(sums, 0);
      for (int i = 1; i <= 2 * reach + 1; i++) {
        addShifted(sums, columns, i);
      }
      store(sums, share, blurred, y * width);
    }
    return Luminance.of(blurred, width, height);
  }

  /// The sum of each column is kept `reach + 1` places further right.
  private static void add(int[] columns, Luminance image, int row, int reach, int sign) {
    byte[] bytes = image.bytes();
    int start = image.start(Math.clamp(row, 0, image.height() - 1));
    if (sign > 0) {
      add(columns, reach + 1, bytes, start, image.width());
    } else {
      subtract(columns, reach + 1, bytes, start, image.width());
    }
  }

  // Loops so plain that the JVM makes them handle several pixels at once.

  private static void add(int[] columns, int shift, byte[] bytes, int start, int width) {
    for (int x = 0; x < width; x++) {
      columns[shift + x] += bytes[start + x] & 0xFF;
    }
  }

  private static void subtract(int[] columns, int shift, byte[] bytes, int start, int width) {
    for (int x = 0; x < width; x++) {
      columns[shift + x] -= bytes[start + x] & 0xFF;
    }
  }

  private static void addShifted(int[] sums, int[] columns, int shift) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += columns[x + shift];
    }
  }

  private static void store(int[] sums, int share, byte[] bytes, int start) {
    for (int x = 0; x < sums.length; x++) {
      bytes[start + x] = (byte) ((sums[x] * share) >>> 16);
    }
  }

  /// Each pixel further from the mean of what surrounds it, three times as far.
  static Luminance sharpened(Luminance image, int reach) {
    Luminance mean = blurred(image, reach);
    byte[] bytes = image.bytes();
    byte[] sharpened = mean.bytes();
    for (int y = 0; y < image.height(); y++) {
      int from = image.start(y);
      int to = mean.start(y);
      for (int x = 0; x < image.width(); x++) {
        int sharp = 3 * (bytes[from + x] & 0xFF) - 2 * (sharpened[to + x] & 0xFF);
        sharpened[to + x] = (byte) Math.max(0, Math.min(sharp, 255));
      }
    }
    return mean;
  }

  /// Half as wide and high; an image of one pixel a side stays as it is.
  static Luminance halved(Luminance image) {
    if (image.width() < 2 || image.height() < 2) {
      return image;
    }
    int width = image.width() / 2;
    int height = image.height() / 2;
    byte[] bytes = image.bytes();
    byte[] halved = new byte[width * height];
    for (int y = 0; y < height; y++) {
      int upper = image.start(2 * y);
      int lower = image.start(2 * y + 1);
      for (int x = 0; x < width; x++) {
        int sum =
            (bytes[upper + 2 * x] & 0xFF)
                + (bytes[upper + 2 * x + 1] & 0xFF)
                + (bytes[lower + 2 * x] & 0xFF)
                + (bytes[lower + 2 * x + 1] & 0xFF);
        halved[y * width + x] = (byte) ((sum + 2) >> 2);
      }
    }
    return Luminance.of(halved, width, height);
  }

  /// Twice as wide and high, each new pixel between the nearest four.
  static Luminance doubled(Luminance image) {
    int width = image.width();
    int height = image.height();
    byte[] bytes = image.bytes();
    byte[] doubled = new byte[4 * width * height];
    for (int y = 0; y < 2 * height; y++) {
      int near = image.start(y / 2);
      int far = image.start(Math.clamp(y / 2 + (y % 2 == 0 ? -1 : 1), 0, height - 1));
      int before = 3 * (bytes[near] & 0xFF) + (bytes[far] & 0xFF);
      int here = before;
      int at = y * 2 * width;
      for (int x = 0; x < width; x++) {
        int next = Math.min(x + 1, width - 1);
        int after = 3 * (bytes[near + next] & 0xFF) + (bytes[far + next] & 0xFF);
        doubled[at + 2 * x] = (byte) ((3 * here + before + 8) >> 4);
        doubled[at + 2 * x + 1] = (byte) ((3 * here + after + 8) >> 4);
        before = here;
        here = after;
      }
    }
    return Luminance.of(doubled, 2 * width, 2 * height);
  }
}
