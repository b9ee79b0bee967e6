package daka.web.report;

import java.util.stream.IntStream;

/// Which cells of a row of figures are hidden, whose sum is known, so that no figure from 1 to 4
/// can be seen or computed back.
///
/// Such a cell alone would be what the sum lacks, so others are hidden with it, the smallest first,
/// until the hidden ones together leave each of them at least the figures from 1 to 5. Nothing
/// tells which of them was small. A zero is about nobody, and is hidden only if nothing else is
/// left.
final class Hiding {
  /// The smallest figure that can be told.
  static final long LEAST = 5;

  private Hiding() {}

  /// Whether a figure that stands alone is too small to be told.
  static boolean isSmall(long figure) {
    return figure > 0 && figure < LEAST;
  }

  /// @param cells whose sum is known, none of them negative
  /// @return for each whether it is hidden
  static boolean[] of(long... cells) {
    boolean[] hidden = new boolean[cells.length];
    for (int i = 0; i < cells.length; i++) {
      hidden[i] = isSmall(cells[i]);
    }
    int next = 0;
    while (next >= 0 && !isSafe(cells, hidden)) {
      next = smallest(cells, hidden);
      if (next >= 0) {
        hidden[next] = true;
      }
    }
    return hidden;
  }

  /// Whether everything is hidden and its sum would still tell too much: then the sum is to be
  /// hidden too.
  static boolean isTold(long... cells) {
    return !isSafe(cells, of(cells));
  }

  private static boolean isSafe(long[] cells, boolean[] hidden) {
    int count = 0;
    long sum = 0;
    for (int i = 0; i < cells.length; i++) {
      if (hidden[i]) {
        count++;
        sum += cells[i];
      }
    }
    return count == 0 || (count > 1 && sum >= count + LEAST - 1);
  }

  private static int smallest(long[] cells, boolean[] hidden) {
    return IntStream.range(0, cells.length)
        .filter(i -> !hidden[i])
        .boxed()
        .min(
            (a, b) ->
                Long.compare(
                    cells[a] == 0 ? Long.MAX_VALUE : cells[a],
                    cells[b] == 0 ? Long.MAX_VALUE : cells[b]))
        .orElse(-1);
  }
}
