package daka.checkin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names as the public may see them.
public final class Names {
  /// What is seen of a name begins where a letter does: marks need one to stand on.
  private static final Pattern NOT_A_LETTER = Pattern.compile("^[\\s\\p{Z}\\p{C}\\p{M}]+");

  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  /// The longest family of emoji has ten code points, and no letter of a name so many marks.
  private static final int MOST_CODE_POINTS = 16;

  private Names() {}

  /// The first character of the name, as a reader would count characters, and two asterisks: 王小明
  /// becomes 王**. A letter keeps its marks, unless it has so many that they would cover the screen.
  public static String mask(String name) {
    Matcher first = GRAPHEME.matcher(NOT_A_LETTER.matcher(name).replaceFirst(""));
    return (first.find() ? sparing(first.group()) : "") + "**";
  }

  private static String sparing(String letter) {
    return letter.codePointCount(0, letter.length()) <= MOST_CODE_POINTS
        ? letter
        : Character.toString(letter.codePointAt(0));
  }
}
