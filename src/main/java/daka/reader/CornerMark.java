package daka.reader;

/// Tells quickly that an image has no QR code: most frames of a camera at a door show none.
///
/// A code has a square mark in three of its corners. ZXing begins with the rows that are looked at
/// here, and gives up if none of them crosses a mark ([MarkLines]). So nothing is missed, and the
/// other rows need not be looked at.
final class CornerMark {
  /// ZXing expects that codes have at most so many modules a side.
  private static final int MODULES = 97;

  private final DarkPixels pixels;
  private final MarkLines lines;

  private CornerMark(DarkPixels pixels) {
    this.pixels = pixels;
    this.lines = new MarkLines(pixels);
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
        if (colour != 0 && MarkLines.isMark(first, second, third, fourth, run)) {
          int middle = (int) (change - run - fourth - third / 2f);
          if (lines.cross(middle, y, first + second + third + fourth + run)) {
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
        && MarkLines.isMark(first, second, third, fourth, run)
        && lines.cross(
            (int) (pixels.width() - run - fourth - third / 2f),
            y,
            first + second + third + fourth + run);
  }

  private static int nextChange(int word, int left, int at, int end, int colour) {
    int other = (word ^ colour) & (-1 << (at - left));
    return other == 0 ? end : Math.min(end, left + Integer.numberOfTrailingZeros(other));
  }
}
