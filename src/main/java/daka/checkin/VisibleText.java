package daka.checkin;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/// Text without what nobody sees or typed: what a reader says around a code, and what comes along
/// when text is copied.
public final class VisibleText {
  /// NUL, STX, ETX and EOT; tab, CR, LF and the separators FS to US are white space. Other control
  /// characters are replies of an engine, or damage.
  private static final String FRAME = "\0\2\3\4";

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int MONGOLIAN_VOWEL_SEPARATOR = 0x180E;
  private static final int EMOJI_VARIATION = 0xFE0F;
  private static final int BLANK_OF_BRAILLE = 0x2800;

  /// From and to: what has the property Default_Ignorable_Code_Point (Unicode 17, 5.21), and the
  /// interlinear annotations.
  private static final int[] INVISIBLE = {
    0xAD, 0xAD, 0x034F, 0x034F, 0x061C, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F,
    0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x206F, 0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF,
    0xFFA0, 0xFFA0, 0xFFF0, 0xFFFB, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF
  };

  /// Scripts in which a joiner changes how the letters beside it are written.
  private static final Set<UnicodeScript> JOINING =
      EnumSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.NKO,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA);

  private VisibleText() {}

  /// The text without the frame around it and the white space. Readers are set to frame what they
  /// read by some of STX, ETX, tab, CR, LF, NUL and GS, and a code may end in one.
  public static String withoutFrame(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isFrame(text.charAt(begin))) {
      begin++;
    }
    while (begin < end && isFrame(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }

  /// The text as people see it: no invisible character is left in it, every space is a plain one,
  /// and there is no frame around it. Lines stay lines.
  ///
  /// Joiners stay where they change how letters or emoji look, and so do variation selectors after
  /// a character.
  public static String of(String text) {
    return withoutFrame(isPlain(text) ? text : visible(text));
  }

  /// Whether all of it is ASCII or a Chinese character, as most texts are.
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 && (c < 0x4E00 || c > 0x9FFF)) {
        return false;
      }
    }
    return true;
  }

  private static String visible(String text) {
    int[] points = text.codePoints().toArray();
    StringBuilder seen = new StringBuilder(text.length());
    int before = ' ';
    for (int i = 0; i < points.length; i++) {
      int point = points[i];
      int after = i + 1 < points.length ? points[i + 1] : ' ';
      if (!isInvisible(point) || matters(before, point, after)) {
        seen.appendCodePoint(Character.getType(point) == Character.SPACE_SEPARATOR ? ' ' : point);
        before = point;
      }
    }
    return seen.toString();
  }

  /// Whether an invisible character changes how those beside it look.
  private static boolean matters(int before, int point, int after) {
    boolean together =
        JOINING.contains(UnicodeScript.of(before)) && JOINING.contains(UnicodeScript.of(after));
    return switch (point) {
      case ZERO_WIDTH_JOINER ->
          together || (isPicture(before) && Character.isExtendedPictographic(after));
      case ZERO_WIDTH_NON_JOINER, MONGOLIAN_VOWEL_SEPARATOR -> together;
      default -> isVariation(point) && before > 0x9F && !isSpace(before) && !isInvisible(before);
    };
  }

  private static boolean isPicture(int point) {
    return Character.isExtendedPictographic(point)
        || Character.isEmojiModifier(point)
        || point == EMOJI_VARIATION;
  }

  private static boolean isVariation(int point) {
    return (point >= 0xFE00 && point <= EMOJI_VARIATION)
        || (point >= 0xE0100 && point <= 0xE01EF)
        || (point >= 0x180B && point <= 0x180F && point != MONGOLIAN_VOWEL_SEPARATOR);
  }

  /// Whether a character shows nothing by itself: controls, formats, ends of lines, what stands for
  /// no character, and letters without a shape, such as the fillers of Hangul. Of spaces and of
  /// marks, which show where they stand, it says no.
  public static boolean isUnseen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      case Character.NON_SPACING_MARK -> false;
      default -> point == BLANK_OF_BRAILLE || isInvisible(point);
    };
  }

  static boolean isInvisible(int point) {
    if (point < INVISIBLE[0]) {
      return false;
    }
    for (int i = 0; i < INVISIBLE.length; i += 2) {
      if (point >= INVISIBLE[i] && point <= INVISIBLE[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFrame(char c) {
    return Character.isWhitespace(c) || FRAME.indexOf(c) >= 0;
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
