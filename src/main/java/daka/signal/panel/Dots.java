package daka.signal.panel;

import java.util.Arrays;

/// A picture of [#WIDTH] by [#HEIGHT] dots that are lit or dark, in the order in which panels keep
/// it: pages of eight rows from top to bottom, in each a byte for every column from left to right,
/// whose lowest bit is the topmost dot.
///
/// Not safe for use by several threads.
public final class Dots {
  public static final int WIDTH = 128;
  public static final int HEIGHT = 64;

  /// How many pages there are.
  public static final int PAGES = HEIGHT / Byte.SIZE;

  private final byte[][] pages = new byte[PAGES][WIDTH];

  /// Lights a dot. One outside the picture is left out.
  ///
  /// @param x from the left, 0 to 127
  /// @param y from the top, 0 to 63
  public void light(int x, int y) {
    if (isInside(x, y)) {
      pages[y / Byte.SIZE][x] |= (byte) (1 << y % Byte.SIZE);
    }
  }

  /// Lights all dots of a rectangle.
  void fill(DotBox box) {
    for (int y = box.y(); y < box.y() + box.height(); y++) {
      for (int x = box.x(); x < box.x() + box.width(); x++) {
        light(x, y);
      }
    }
  }

  /// Lights all dots of a rectangle that are dark, and darkens the others.
  void invert(DotBox box) {
    for (int y = box.y(); y < box.y() + box.height(); y++) {
      for (int x = box.x(); x < box.x() + box.width(); x++) {
        if (isInside(x, y)) {
          pages[y / Byte.SIZE][x] ^= (byte) (1 << y % Byte.SIZE);
        }
      }
    }
  }

  /// Whether a dot is lit; one outside the picture is not.
  public boolean isLit(int x, int y) {
    return isInside(x, y) && (pages[y / Byte.SIZE][x] >> y % Byte.SIZE & 1) == 1;
  }

  private static boolean isInside(int x, int y) {
    return x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT;
  }

  /// The bytes of a page.
  ///
  /// @param page 0 to 7
  byte[] page(int page) {
    return pages[page].clone();
  }

  /// The same picture moved to the right and down; what leaves it is lost.
  Dots moved(int right, int down) {
    Dots moved = new Dots();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        if (isLit(x, y)) {
          moved.light(x + right, y + down);
        }
      }
    }
    return moved;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dots dots && Arrays.deepEquals(pages, dots.pages);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(pages);
  }

  /// The picture in letters, a line a row: `#` is lit.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        text.append(isLit(x, y) ? '#' : '.');
      }
      text.append('\n');
    }
    return text.toString();
  }
}
