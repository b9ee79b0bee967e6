package daka.web.visits;

/// Text as a cell of a spreadsheet can hold it: at most 32,767 units of UTF-16, and in XML 1.0,
/// which has no word for most control characters. Nothing else is changed; a spreadsheet never
/// takes a cell of text for a formula.
public final class CellText {
  /// The most that Excel opens.
  static final int MOST = 32_767;

  private static final int REPLACEMENT = 0xFFFD;
  private static final char CUT = '\u2026';

  /// Excel reads `_x0041_` as the letter of that number, so the underscore before such text is
  /// written by its own.
  private static final String UNDERSCORE = "_x005F_";

  private static final int ESCAPE = UNDERSCORE.length();

  private CellText() {}

  /// The text, cut with an ellipsis if it is too long, with U+FFFD for what XML forbids.
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '_' || isForbidden(c) || Character.isSurrogate(c)) {
        return rewritten(shortened(text));
      }
    }
    return shortened(text);
  }

  /// Whether a spreadsheet would drop white space of it that is not said to be kept.
  public static boolean isPadded(String text) {
    return !text.isEmpty()
        && (isSpace(text.charAt(0))
            || isSpace(text.charAt(text.length() - 1))
            || text.indexOf('\n') >= 0
            || text.indexOf('\r') >= 0);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private static String shortened(String text) {
    if (text.length() <= MOST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MOST - 2)) ? MOST - 2 : MOST - 1;
    return text.substring(0, end) + CUT;
  }

  private static String rewritten(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c == '_' && isEscape(text, i)) {
        out.append(UNDERSCORE);
      } else {
        out.appendCodePoint(isForbidden(c) ? REPLACEMENT : c);
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean isForbidden(int c) {
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r')
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        || c == 0xFFFE
        || c == 0xFFFF;
  }

  private static boolean isEscape(String text, int at) {
    if (at + ESCAPE > text.length()
        || (text.charAt(at + 1) != 'x' && text.charAt(at + 1) != 'X')
        || text.charAt(at + ESCAPE - 1) != '_') {
      return false;
    }
    for (int i = at + 2; i < at + ESCAPE - 1; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
