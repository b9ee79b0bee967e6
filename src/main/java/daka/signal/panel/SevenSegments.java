package daka.signal.panel;

/// Digits of seven bars, as on a lift: for a system that has no fonts to draw with.
final class SevenSegments {
  /// For 0 to 9, the bars a to g from the lowest bit on.
  private static final int[] LIT = {
    0b0111111, 0b0000110, 0b1011011, 0b1001111, 0b1100110,
    0b1101101, 0b1111101, 0b0000111, 0b1111111, 0b1101111
  };

  private static final int MINUS = 0b1000000;

  private SevenSegments() {}

  /// Writes digits side by side into the middle of a box, as high as it is unless they are too
  /// many.
  ///
  /// @param text digits; anything else is written as a bar
  static void write(Dots dots, String text, DotBox box) {
    int pitch = Math.min(box.height() * 2 / 3, box.width() / text.length());
    int thick = Math.max(1, pitch / 6);
    int wide = pitch - thick;
    int high = Math.min(box.height(), pitch * 3 / 2);
    int x = box.x() + (box.width() - pitch * text.length() + thick) / 2;
    int y = box.y() + (box.height() - high) / 2;
    for (int i = 0; i < text.length(); i++) {
      digit(dots, lit(text.charAt(i)), new DotBox(x + i * pitch, y, wide, high), thick);
    }
  }

  private static int lit(char letter) {
    return letter >= '0' && letter <= '9' ? LIT[letter - '0'] : MINUS;
  }

  private static void digit(Dots dots, int lit, DotBox box, int thick) {
    int right = box.x() + box.width() - thick;
    int half = (box.height() - thick) / 2;
    int middle = box.y() + half;
    int bottom = box.y() + box.height() - thick;
    int upright = half + thick;
    DotBox[] bars = {
      new DotBox(box.x(), box.y(), box.width(), thick),
      new DotBox(right, box.y(), thick, upright),
      new DotBox(right, middle, thick, box.y() + box.height() - middle),
      new DotBox(box.x(), bottom, box.width(), thick),
      new DotBox(box.x(), middle, thick, box.y() + box.height() - middle),
      new DotBox(box.x(), box.y(), thick, upright),
      new DotBox(box.x(), middle, box.width(), thick)
    };
    for (int i = 0; i < bars.length; i++) {
      if ((lit >> i & 1) == 1) {
        dots.fill(bars[i]);
      }
    }
  }
}
