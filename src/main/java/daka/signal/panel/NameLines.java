package daka.signal.panel;

import java.util.List;
import java.util.function.Predicate;

/// Parts a name into one line or two.
final class NameLines {
  private static final String CUT = "…";

  private NameLines() {}

  /// The name on one line if it fits, or else on two that are about as long, parted at a space if
  /// there is one. What does not fit on two lines is cut off.
  ///
  /// @param fits whether a text fits on a line
  static List<String> of(String name, Predicate<String> fits) {
    if (fits.test(name)) {
      return List.of(name);
    }
    List<String> halves = parted(name, middle(name));
    return halves.stream().allMatch(fits) ? halves : filled(name, fits);
  }

  private static int middle(String name) {
    int middle = after(name, name.codePointCount(0, name.length()) / 2);
    int before = name.lastIndexOf(' ', middle);
    int behind = name.indexOf(' ', middle);
    if (before < 0 && behind < 0) {
      return middle;
    }
    boolean nearer = behind < 0 || (before >= 0 && middle - before <= behind - middle);
    return nearer ? before : behind;
  }

  private static List<String> filled(String name, Predicate<String> fits) {
    List<String> lines = parted(name, longest(name, "", fits));
    String rest = lines.getLast();
    return fits.test(rest)
        ? lines
        : List.of(lines.getFirst(), rest.substring(0, longest(rest, CUT, fits)) + CUT);
  }

  /// How much of a text fits with this after it.
  private static int longest(String text, String end, Predicate<String> fits) {
    int count = text.codePointCount(0, text.length());
    while (count > 1 && !fits.test(text.substring(0, after(text, count)) + end)) {
      count--;
    }
    return after(text, count);
  }

  private static int after(String text, int codePoints) {
    return text.offsetByCodePoints(0, codePoints);
  }

  private static List<String> parted(String name, int at) {
    return List.of(name.substring(0, at).strip(), name.substring(at).strip());
  }
}
