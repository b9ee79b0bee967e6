package daka.reader.code;

import java.util.ArrayList;
import java.util.List;

/// Whether marks were seen at three places at least, of which a code has one in three corners.
///
/// ZXing takes marks for one if they are no further apart than a module of them. What is taken for
/// one place here is no wider than the smallest module in it, so that ZXing makes one of it in
/// whatever order it comes upon them: it never has more places than are counted here.
final class MarkPlaces {
  private static final int ENOUGH = 3;

  private final List<Around> places = new ArrayList<>(ENOUGH);

  int count() {
    return places.size();
  }

  /// @param module pixels a module
  /// @return whether there are enough now; not to be called again then
  boolean add(float x, float y, float module) {
    Around mark = new Around(x, x, y, y, module, module);
    for (int i = 0; i < places.size(); i++) {
      Around both = places.get(i).with(mark);
      if (both.isOne()) {
        places.set(i, both);
        return false;
      }
    }
    places.add(mark);
    return places.size() == ENOUGH;
  }

  private record Around(
      float left, float right, float top, float bottom, float smallest, float largest) {

    Around with(Around other) {
      return new Around(
          Math.min(left, other.left),
          Math.max(right, other.right),
          Math.min(top, other.top),
          Math.max(bottom, other.bottom),
          Math.min(smallest, other.smallest),
          Math.max(largest, other.largest));
    }

    boolean isOne() {
      return right - left <= smallest
          && bottom - top <= smallest
          && largest - smallest <= Math.max(1, smallest);
    }
  }
}
