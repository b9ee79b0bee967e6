package daka.web.visits;

import static java.nio.charset.StandardCharsets.UTF_8;

import daka.checkin.VisibleText;
import java.text.Normalizer;

/// Whether a spreadsheet may take a cell for a formula: one whose first visible character is `=`,
/// `+`, `-` or `@` in any width or size that Unicode has of them, or the minus sign. Characters
/// that nobody sees before it, such as spaces, U+200B or a byte-order mark, make no difference:
/// some spreadsheets drop them. An apostrophe counts too, so that whoever takes one leading
/// apostrophe away from each cell has the text as it was.
public final class FormulaSigns {
  private static final String SIGNS = "=+-@'\u2212";

  private FormulaSigns() {}

  /// @param utf8 holds the text from `start` to before `end`
  public static boolean begin(byte[] utf8, int start, int end) {
    return start < end
        && !isPlain(utf8[start])
        && begin(new String(utf8, start, end - start, UTF_8));
  }

  /// The first byte of nearly all cells: a letter or digit of ASCII, or a Chinese character from
  /// U+4000 on.
  private static boolean isPlain(byte first) {
    int b = first & 0xFF;
    return (b >= '0' && b <= '9')
        || (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= 0xE4 && b <= 0xE9);
  }

  private static boolean begin(String text) {
    int first = text.codePointAt(0);
    if (first == '\t' || first == '\r' || first == '\n') {
      return true;
    }
    return text.codePoints()
        .filter(c -> !isPassedOver(c))
        .mapToObj(FormulaSigns::begins)
        .findFirst()
        .orElse(false);
  }

  private static boolean begins(int c) {
    String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
    return SIGNS.indexOf(plain.codePointAt(0)) >= 0;
  }

  /// What nobody sees, spaces, and marks that stand on nothing.
  private static boolean isPassedOver(int c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
      default -> VisibleText.isUnseen(c);
    };
  }
}
