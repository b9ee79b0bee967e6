package daka.reader.code;

import daka.reader.image.Luminance;
import java.util.Arrays;

/// How dark a pixel must be to count as dark: one threshold for each block of [#BLOCK] × [#BLOCK]
/// pixels, so that a shadow across a code does not hide it.
///
/// Reused from image to image, for one at a time.
final class Thresholds {
  static final int BLOCK = 8;

  /// A block whose brightness differs by less is all paper or all ink.
  private static final int CONTRAST = 24;

  /// Blocks to each side that a threshold is the mean of.
  private static final int REACH = 2;

  private final ThresholdBlock block = new ThresholdBlock();
  private int columns;
  private int rows;
  private int[] levels = {};
  private int[] sums = {};
  private int[] thresholds = {};

  /// The threshold of a block: a pixel is dark if it is not above it.
  int at(int column, int row) {
    return thresholds[row * columns + column];
  }

  /// Takes thresholds from what surrounds each block.
  void local(Luminance image) {
    resize(image);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        levels[row * columns + column] = level(image, column, row);
      }
    }
    smooth();
  }

  /// Takes the one threshold that parts dark from bright best, for an image that is evenly lit.
  void global(Luminance image) {
    resize(image);
    Arrays.fill(thresholds, 0, rows * columns, Histogram.of(image).valley(CONTRAST));
  }

  private void resize(Luminance image) {
    columns = Math.ceilDiv(image.width(), BLOCK);
    rows = Math.ceilDiv(image.height(), BLOCK);
    if (thresholds.length < rows * columns) {
      levels = new int[rows * columns];
      sums = new int[rows * columns];
      thresholds = new int[rows * columns];
    }
  }

  /// The mean of a block, from every second row of it. A block without contrast is paper, unless it
  /// lies among darker ones, as the inside of a corner mark does.
  private int level(Luminance image, int column, int row) {
    int left = column * BLOCK;
    int top = row * BLOCK;
    boolean whole = left + BLOCK <= image.width() && top + BLOCK <= image.height();
    if (whole) {
      block.take(image.bytes(), image.start(top) + left, 2 * image.stride());
    } else {
      block.takePart(image, left, top);
    }
    return block.brightest() - block.darkest() > CONTRAST
        ? block.mean()
        : flat(block.darkest(), column, row);
  }

  private int flat(int darkest, int column, int row) {
    if (column > 0 && row > 0) {
      int here = row * columns + column;
      int around =
          (levels[here - 1] * 2 + levels[here - columns] * 2 + levels[here - columns - 1] * 2) / 6;
      if (darkest < around) {
        return around;
      }
    }
    return darkest / 2;
  }

  /// Each threshold becomes the mean of the levels around it, as many as there are at an edge.
  private void smooth() {
    for (int row = 0; row < rows; row++) {
      mean(levels, sums, row * columns, 1, columns);
    }
    for (int column = 0; column < columns; column++) {
      mean(sums, thresholds, column, columns, rows);
    }
  }

  private static void mean(int[] from, int[] to, int start, int step, int count) {
    int sum = 0;
    for (int i = 0; i < Math.min(REACH, count); i++) {
      sum += from[start + i * step];
    }
    for (int i = 0; i < count; i++) {
      sum += i + REACH < count ? from[start + (i + REACH) * step] : 0;
      sum -= i - REACH > 0 ? from[start + (i - REACH - 1) * step] : 0;
      int within = Math.min(i + REACH, count - 1) - Math.max(i - REACH, 0) + 1;
      to[start + i * step] = sum / within;
    }
  }
}
