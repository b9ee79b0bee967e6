package daka.reader.code;

import com.google.zxing.ResultPoint;
import daka.reader.image.Luminance;
import org.jspecify.annotations.Nullable;

/// Where in an image a code was, as a rectangle with room around it for a hand that moves.
record CodeArea(int left, int top, int width, int height) {
  /// Of the distance between two corner marks: it lies between their middles, and a code of 21
  /// modules has 14 between them, 4 beyond each and 4 of paper.
  private static final double ROOM = 0.8;

  static final int SIDES = 4;

  /// @param marks the middles of the corner marks
  /// @param seen the image that they were found in, which is `zoom` times the size and has the same
  ///   middle as `image`
  /// @param image the image that the place is to be in
  static CodeArea of(ResultPoint[] marks, Luminance seen, double zoom, Luminance image) {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (ResultPoint mark : marks) {
      double x = (mark.getX() - seen.width() / 2.0) / zoom + image.width() / 2.0;
      double y = (mark.getY() - seen.height() / 2.0) / zoom + image.height() / 2.0;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    double room = ROOM * Math.max(right - left, bottom - top);
    return within(left - room, top - room, right + room, bottom + room, image);
  }

  private static CodeArea within(
      double left, double top, double right, double bottom, Luminance image) {
    int x = Math.clamp((long) left, 0, image.width() - 1);
    int y = Math.clamp((long) top, 0, image.height() - 1);
    int width = Math.clamp((long) right - x, 1, image.width() - x);
    int height = Math.clamp((long) bottom - y, 1, image.height() - y);
    return new CodeArea(x, y, width, height);
  }

  /// All that is above, right of, below or left of it.
  ///
  /// @param side 0 to 3, in this order
  /// @return null if there is nothing on that side
  @Nullable CodeArea beside(int side, Luminance image) {
    int right = left + width;
    int bottom = top + height;
    CodeArea beside =
        switch (side) {
          case 0 -> new CodeArea(0, 0, image.width(), top);
          case 1 -> new CodeArea(right, 0, image.width() - right, image.height());
          case 2 -> new CodeArea(0, bottom, image.width(), image.height() - bottom);
          default -> new CodeArea(0, 0, left, image.height());
        };
    return beside.width > 0 && beside.height > 0 ? beside : null;
  }

  /// The same in an image that it is part of.
  CodeArea shifted(CodeArea part) {
    return new CodeArea(left + part.left(), top + part.top(), width, height);
  }

  boolean fits(Luminance image) {
    return left + width <= image.width() && top + height <= image.height();
  }

  Luminance in(Luminance image) {
    return image.part(left, top, width, height);
  }
}
