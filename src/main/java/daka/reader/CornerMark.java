package daka.reader;

/// Tells quickly that an image has no QR code: most frames of a camera at a door show none.
///
/// A code has a square mark in three of its corners, and whatever line passes through the middle of
/// one is dark, bright, dark, bright and dark in the ratio of 1:1:3:1:1. ZXing begins with the rows
/// that are looked at here, and gives up if none of them crosses a mark that its column crosses
/// too. So nothing is missed, and the other rows need not be looked at.
final class CornerMark {
  /// ZXing expects that codes have at most so many modules a side.
  private static final int MODULES = 97;

  private final DarkPixels pixels;
  private final int[] runs = new int[5];

  private CornerMark(DarkPixels pixels) {
    this.pixels = pixels;
  }

  static boolean isIn(DarkPixels pixels) {
    return new CornerMark(pixels).isThere();
  }

  private boolean isThere() {
    int step = Math.max(3, 3 * pixels.height() / (4 * MODULES));
    for (int y = step - 1; y < pixels.height(); y += step) {
      if (isInRow(y)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInRow(int y) {
    int first = 0;
    int second = 0;
    int third = 0;
    int fourth = 0;
    int from = 0;
    int colour = 0;
    for (int left = 0; left < pixels.width(); left += Integer.SIZE) {
      int end = Math.min(left + Integer.SIZE, pixels.width());
      int word = pixels.word(left, y);
      int change = nextChange(word, left, left, end, colour);
      while (change < end) {
        int run = change - from;
        if (colour != 0 && isMark(first, second, third, fourth, run)) {
          int middle = (int) (change - run - fourth - third / 2f);
          if (isInColumn(middle, y, first + second + third + fourth + run)) {
            return true;
          }
        }
        first = second;
        second = third;
        third = fourth;
        fourth = run;
        from = change;
        colour = ~colour;
        change = nextChange(word, left, change, end, colour);
      }
    }
    int run = pixels.width() - from;
    return colour != 0
        && isMark(first, second, third, fourth, run)
        && isInColumn(
            (int) (pixels.width() - run - fourth - third / 2f),
            y,
            first + second + third + fourth + run);
  }

  private static int nextChange(int word, int left, int at, int end, int colour) {
    int other = (word ^ colour) & (-1 << (at - left));
    return other == 0 ? end : Math.min(end, left + Integer.numberOfTrailingZeros(other));
  }

  private boolean isInColumn(int x, int y, int wide) {
    if (!pixels.isDark(x, y)) {
      return false;
    }
    int at = y;
    for (int i = 2; i >= 0; i--) {
      at = run(x, at, -1, i);
    }
    int middle = runs[2];
    at = y;
    for (int i = 2; i <= 4; i++) {
      at = run(x, at, 1, i);
    }
    runs[2] += middle - 1;
    int high = runs[0] + runs[1] + runs[2] + runs[3] + runs[4];
    return 5 * Math.abs(high - wide) < 2 * wide
        && isMark(runs[0], runs[1], runs[2], runs[3], runs[4]);
  }

  private int run(int x, int from, int step, int index) {
    boolean dark = index % 2 == 0;
    int y = from;
    while (y >= 0 && y < pixels.height() && pixels.isDark(x, y) == dark) {
      y += step;
    }
    runs[index] = Math.abs(y - from);
    return y;
  }

  /// Whether no run is half as long again, or half as short, as it should be.
  private static boolean isMark(int first, int second, int third, int fourth, int fifth) {
    int total = first + second + third + fourth + fifth;
    if (first == 0 || total < 7) {
      return false;
    }
    float module = total / 7f;
    float most = module / 2;
    return Math.abs(module - first) < most
        && Math.abs(module - second) < most
        && Math.abs(3 * module - third) < 3 * most
        && Math.abs(module - fourth) < most
        && Math.abs(module - fifth) < most;
  }
}
