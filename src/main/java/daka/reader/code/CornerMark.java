package daka.reader.code;

/// Tells quickly that an image has no QR code: most frames of a camera at a door show none.
///
/// A code has a square mark in three of its corners. ZXing begins with the rows that are looked at
/// here, and gives up unless they lead it to marks in three places. Once one mark is found it goes
/// on with every second row, and from the second place on it skips some; here all of them are
/// looked at then. So nothing is missed ([MarkLines], [MarkPlaces]), and most images are done after
/// every third row.
final class CornerMark {
  /// ZXing expects that codes have at most so many modules a side.
  private static final int MODULES = 97;

  private final DarkPixels pixels;
  private final MarkLines lines;
  private final MarkPlaces places = new MarkPlaces();

  /// Whether a mark ended with its row, after which ZXing goes on by steps of its own.
  private boolean atEdge;

  private CornerMark(DarkPixels pixels) {
    this.pixels = pixels;
    this.lines = new MarkLines(pixels);
  }

  static boolean isIn(DarkPixels pixels) {
    return new CornerMark(pixels).isThere();
  }

  private boolean isThere() {
    for (int y = step() - 1; y < pixels.height(); y += step()) {
      if (isInRow(y)) {
        return true;
      }
    }
    return false;
  }

  private int step() {
    return switch (places.count()) {
      case 0 -> Math.max(3, 3 * pixels.height() / (4 * MODULES));
      case 1 -> atEdge ? 1 : 2;
      default -> 1;
    };
  }

  /// @return whether there are enough places with this row
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
        if (colour != 0
            && MarkLines.isMark(first, second, third, fourth, run)
            && isLast(change - run - fourth, third, y, first + second + third + fourth + run)) {
          return true;
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
    if (colour == 0 || !MarkLines.isMark(first, second, third, fourth, run)) {
      return false;
    }
    atEdge = true;
    return isLast(from - fourth, third, y, first + second + third + fourth + run);
  }

  /// @param end of the middle run in the row
  /// @return whether there are enough places with this one
  private boolean isLast(int end, int run, int y, int wide) {
    return lines.cross((int) (end - run / 2f), y, run, wide)
        && places.add(lines.x(), lines.y(), wide / (float) MarkLines.MODULES);
  }

  private static int nextChange(int word, int left, int at, int end, int colour) {
    int other = (word ^ colour) & (-1 << (at - left));
    return other == 0 ? end : Math.min(end, left + Integer.numberOfTrailingZeros(other));
  }
}
