package daka.reader.code;

/// Whether what looks like a corner mark in a row of an image is one along its column, its row and
/// its diagonal too.
///
/// Whatever line passes through the middle of a mark is dark, bright, dark, bright and dark in the
/// ratio of 1:1:3:1:1. These are the lines, the order and the tolerances of ZXing's own finder, so
/// that what is a mark here is one there, and the other way round.
final class MarkLines {
  /// Of a mark, from one side to the other.
  static final int MODULES = 7;

  private final DarkPixels pixels;
  private final int[] runs = new int[5];

  /// Where the last line ended.
  private int end;

  private float middleX;
  private float middleY;

  MarkLines(DarkPixels pixels) {
    this.pixels = pixels;
  }

  /// @param x the middle of the mark in the row
  /// @param run pixels of its middle in the row
  /// @param wide pixels from one side of the mark to the other
  boolean cross(int x, int y, int run, int wide) {
    if (!isMarkAlong(x, y, 0, 1, run) || 5 * Math.abs(length() - wide) >= 2 * wide) {
      return false;
    }
    middleY = middle(y);
    if (!isMarkAlong(x, (int) middleY, 1, 0, run) || 5 * Math.abs(length() - wide) >= wide) {
      return false;
    }
    middleX = middle(x);
    return isDiagonal((int) middleX, (int) middleY);
  }

  /// The middle of the mark that was crossed last.
  float x() {
    return middleX;
  }

  float y() {
    return middleY;
  }

  private boolean isMarkAlong(int x, int y, int right, int down, int most) {
    return follow(x, y, right, down)
        && runs[0] <= most
        && runs[1] <= most
        && runs[3] < most
        && runs[4] < most
        && isMark(runs[0], runs[1], runs[2], runs[3], runs[4]);
  }

  /// Whether no run is half as long again, or half as short, as it should be.
  static boolean isMark(int first, int second, int third, int fourth, int fifth) {
    return fits(first, second, third, fourth, fifth, 2);
  }

  private boolean isDiagonal(int x, int y) {
    return follow(x, y, 1, 1) && fits(runs[0], runs[1], runs[2], runs[3], runs[4], 1.333f);
  }

  private static boolean fits(
      int first, int second, int third, int fourth, int fifth, float strictness) {
    int total = first + second + third + fourth + fifth;
    if (first == 0 || total < MODULES) {
      return false;
    }
    float module = total / (float) MODULES;
    float most = module / strictness;
    return Math.abs(module - first) < most
        && Math.abs(module - second) < most
        && Math.abs(3 * module - third) < 3 * most
        && Math.abs(module - fourth) < most
        && Math.abs(module - fifth) < most;
  }

  private int length() {
    return runs[0] + runs[1] + runs[2] + runs[3] + runs[4];
  }

  /// The middle of the line that was followed last, from `from` on.
  private float middle(int from) {
    return from + end - runs[4] - runs[3] - runs[2] / 2f;
  }

  /// Counts the runs to both sides of a pixel.
  ///
  /// @return whether there are five
  private boolean follow(int x, int y, int right, int down) {
    int at = 0;
    for (int i = 2; i >= 0; i--) {
      at = run(x, y, -right, -down, at, i);
      if (runs[i] == 0) {
        return false;
      }
    }
    int before = runs[2];
    at = 1;
    for (int i = 2; i <= 4; i++) {
      at = run(x, y, right, down, at, i);
      if (i > 2 && runs[i] == 0) {
        return false;
      }
    }
    runs[2] += before;
    end = at;
    return true;
  }

  /// @return how many steps from the pixel the run ends
  private int run(int x, int y, int right, int down, int from, int index) {
    boolean dark = index % 2 == 0;
    int at = from;
    while (pixels.has(x + at * right, y + at * down)
        && pixels.isDark(x + at * right, y + at * down) == dark) {
      at++;
    }
    runs[index] = at - from;
    return at;
  }
}
