package daka.reader;

import java.util.Arrays;

/// Copies of an image in which a code may be read that is not in the image itself.
///
/// A copy is good until the next of its kind is made: the memory of those that are no larger than a
/// camera's frames is used again. For one thread at a time.
final class Retouched {
  private static final int MOST_KEPT = 1 << 20;
  private static final int EIGHT = 8;

  private byte[] along = {};
  private byte[] means = {};
  private byte[] halves = {};
  private byte[] doubles = {};
  private byte[] near = {};
  private byte[] far = {};

  /// Each pixel the mean of the square that reaches so many pixels to each side of it; beyond an
  /// edge the image goes on as it ends.
  ///
  /// @param reach 1 or 2
  Luminance blurred(Luminance image, int reach) {
    int stride = stride(image.width());
    int count = 2 * reach + 1;
    along = kept(along, stride * (image.height() + 2 * reach));
    means = kept(means, stride * image.height());
    near = kept(near, stride + 2 * EIGHT);
    for (int y = -reach; y < image.height() + reach; y++) {
      extend(image, Math.clamp(y, 0, image.height() - 1), near);
      for (int x = 0; x < stride; x += EIGHT) {
        Lanes.store(along, (y + reach) * stride + x, mean(near, EIGHT + x - reach, 1, count));
      }
    }
    for (int at = 0; at < stride * image.height(); at += EIGHT) {
      Lanes.store(means, at, mean(along, at, stride, count));
    }
    return new Luminance(means, 0, stride, image.width(), image.height());
  }

  /// Of each of eight pixels and of those that follow it.
  ///
  /// @param step bytes from one to the next
  private static long mean(byte[] bytes, int at, int step, int count) {
    long even = 0;
    long odd = 0;
    for (int i = 0; i < count; i++) {
      long pixels = Lanes.load(bytes, at + i * step);
      even += Lanes.even(pixels);
      odd += Lanes.odd(pixels);
    }
    int share = 0xFF / count;
    return Lanes.join(Lanes.odd(even * share), Lanes.odd(odd * share));
  }

  /// Each pixel further from the mean of what surrounds it, three times as far.
  ///
  /// @param reach 1 or 2
  Luminance sharpened(Luminance image, int reach) {
    Luminance mean = blurred(image, reach);
    for (int y = 0; y < image.height(); y++) {
      extend(image, y, near);
      for (int x = 0; x < mean.stride(); x += EIGHT) {
        long pixels = Lanes.load(near, EIGHT + x);
        long around = Lanes.load(means, mean.start(y) + x);
        long even = sharpened(Lanes.even(pixels), Lanes.even(around));
        long odd = sharpened(Lanes.odd(pixels), Lanes.odd(around));
        Lanes.store(means, mean.start(y) + x, Lanes.join(even, odd));
      }
    }
    return mean;
  }

  private static long sharpened(long pixels, long around) {
    return Lanes.clamped(3 * pixels + Lanes.BELOW - 2 * around);
  }

  /// Half as wide and high; an image of one pixel a side stays as it is.
  Luminance halved(Luminance image) {
    if (image.width() < 2 || image.height() < 2) {
      return image;
    }
    int width = image.width() / 2;
    int height = image.height() / 2;
    byte[] bytes = image.bytes();
    halves = kept(halves, width * height);
    for (int y = 0; y < height; y++) {
      int upper = image.start(2 * y);
      int lower = image.start(2 * y + 1);
      for (int x = 0; x < width; x++) {
        int sum =
            (bytes[upper + 2 * x] & 0xFF)
                + (bytes[upper + 2 * x + 1] & 0xFF)
                + (bytes[lower + 2 * x] & 0xFF)
                + (bytes[lower + 2 * x + 1] & 0xFF);
        halves[y * width + x] = (byte) ((sum + 2) >> 2);
      }
    }
    return Luminance.of(halves, width, height);
  }

  /// Twice as wide and high, each new pixel between the nearest four.
  Luminance doubled(Luminance image) {
    int stride = stride(image.width());
    doubles = kept(doubles, 4 * stride * image.height());
    near = kept(near, stride + 2 * EIGHT);
    far = kept(far, stride + 2 * EIGHT);
    for (int y = 0; y < 2 * image.height(); y++) {
      int beside = y / 2 + (y % 2 == 0 ? -1 : 1);
      extend(image, y / 2, near);
      extend(image, Math.clamp(beside, 0, image.height() - 1), far);
      for (int x = 0; x < stride; x += EIGHT) {
        doubled(EIGHT + x, 2 * (y * stride + x));
      }
    }
    return new Luminance(doubles, 0, 2 * stride, 2 * image.width(), 2 * image.height());
  }

  /// Eight pixels of the rows that were extended, to sixteen.
  private void doubled(int from, int to) {
    long here = Lanes.load(near, from);
    long beyond = Lanes.load(far, from);
    long even = 3 * Lanes.even(here) + Lanes.even(beyond);
    long odd = 3 * Lanes.odd(here) + Lanes.odd(beyond);
    long before =
        3 * Lanes.even(Lanes.load(near, from - 1)) + Lanes.even(Lanes.load(far, from - 1));
    long after = 3 * Lanes.odd(Lanes.load(near, from + 1)) + Lanes.odd(Lanes.load(far, from + 1));
    long evens = Lanes.join(sixteenth(3 * even + before), sixteenth(3 * even + odd));
    long odds = Lanes.join(sixteenth(3 * odd + even), sixteenth(3 * odd + after));
    Lanes.store(doubles, to, Lanes.spread(evens) | (Lanes.spread(odds) << Short.SIZE));
    Lanes.store(
        doubles,
        to + EIGHT,
        Lanes.spread(evens >>> Integer.SIZE) | (Lanes.spread(odds >>> Integer.SIZE) << Short.SIZE));
  }

  private static long sixteenth(long lanes) {
    return ((lanes + 8 * Lanes.ONES) >>> 4) & Lanes.PIXELS;
  }

  /// Copies a row behind eight bytes, and goes on to both sides as it ends.
  private static void extend(Luminance image, int row, byte[] line) {
    image.copyRow(row, line, EIGHT);
    int end = EIGHT + image.width();
    Arrays.fill(line, 0, EIGHT, line[EIGHT]);
    Arrays.fill(line, end, Math.min(line.length, end + 2 * EIGHT), line[end - 1]);
  }

  /// Bytes a row, so that each consists of whole groups of eight.
  private static int stride(int width) {
    return Math.ceilDiv(width, EIGHT) * EIGHT;
  }

  private static byte[] kept(byte[] last, int size) {
    return last.length >= size && last.length <= Math.max(size, MOST_KEPT) ? last : new byte[size];
  }
}
