package daka.reader.code;

import daka.reader.image.Luminance;
import java.util.Arrays;

/// Copies of an image in which a code may be read that is not in the image itself.
///
/// A copy is good until the next of its kind is made: the memory of those that are no larger than a
/// camera's frames is used again. For one thread at a time.
final class RetouchedImages {
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
        EightPixels.store(along, (y + reach) * stride + x, mean(near, EIGHT + x - reach, 1, count));
      }
    }
    for (int at = 0; at < stride * image.height(); at += EIGHT) {
      EightPixels.store(means, at, mean(along, at, stride, count));
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
      long pixels = EightPixels.load(bytes, at + i * step);
      even += EightPixels.even(pixels);
      odd += EightPixels.odd(pixels);
    }
    int share = 0xFF / count;
    return EightPixels.join(EightPixels.odd(even * share), EightPixels.odd(odd * share));
  }

  /// Each pixel further from the mean of what surrounds it, three times as far.
  ///
  /// @param reach 1 or 2
  Luminance sharpened(Luminance image, int reach) {
    Luminance mean = blurred(image, reach);
    for (int y = 0; y < image.height(); y++) {
      extend(image, y, near);
      for (int x = 0; x < mean.stride(); x += EIGHT) {
        long pixels = EightPixels.load(near, EIGHT + x);
        long around = EightPixels.load(means, mean.start(y) + x);
        long even = sharpened(EightPixels.even(pixels), EightPixels.even(around));
        long odd = sharpened(EightPixels.odd(pixels), EightPixels.odd(around));
        EightPixels.store(means, mean.start(y) + x, EightPixels.join(even, odd));
      }
    }
    return mean;
  }

  private static long sharpened(long pixels, long around) {
    return EightPixels.clamped(3 * pixels + EightPixels.BELOW - 2 * around);
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
    long here = EightPixels.load(near, from);
    long beyond = EightPixels.load(far, from);
    long even = 3 * EightPixels.even(here) + EightPixels.even(beyond);
    long odd = 3 * EightPixels.odd(here) + EightPixels.odd(beyond);
    long before =
        3 * EightPixels.even(EightPixels.load(near, from - 1))
            + EightPixels.even(EightPixels.load(far, from - 1));
    long after =
        3 * EightPixels.odd(EightPixels.load(near, from + 1))
            + EightPixels.odd(EightPixels.load(far, from + 1));
    long evens = EightPixels.join(sixteenth(3 * even + before), sixteenth(3 * even + odd));
    long odds = EightPixels.join(sixteenth(3 * odd + even), sixteenth(3 * odd + after));
    EightPixels.store(
        doubles, to, EightPixels.spread(evens) | (EightPixels.spread(odds) << Short.SIZE));
    EightPixels.store(
        doubles,
        to + EIGHT,
        EightPixels.spread(evens >>> Integer.SIZE)
            | (EightPixels.spread(odds >>> Integer.SIZE) << Short.SIZE));
  }

  private static long sixteenth(long lanes) {
    return ((lanes + 8 * EightPixels.ONES) >>> 4) & EightPixels.PIXELS;
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
