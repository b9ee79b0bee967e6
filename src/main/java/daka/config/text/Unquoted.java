package daka.config.text;

/// What the quotation marks of a key hold.
final class Unquoted {
  private Unquoted() {}

  /// @param quoted on one line, with its quotation marks
  /// @throws TomlScanner.Unexpected if an escape is none
  static String text(String quoted) {
    String inner = quoted.substring(1, quoted.length() - 1);
    if (quoted.charAt(0) == '\'') {
      return inner;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < inner.length(); i++) {
      char letter = inner.charAt(i);
      if (letter != '\\') {
        text.append(letter);
        continue;
      }
      char escape = ++i < inner.length() ? inner.charAt(i) : ' ';
      switch (escape) {
        case 'b' -> text.append('\b');
        case 't' -> text.append('\t');
        case 'n' -> text.append('\n');
        case 'f' -> text.append('\f');
        case 'r' -> text.append('\r');
        case '"', '\\' -> text.append(escape);
        case 'u', 'U' -> {
          int digits = escape == 'u' ? 4 : 8;
          text.appendCodePoint(codePoint(inner, i + 1, digits));
          i += digits;
        }
        default -> throw new TomlScanner.Unexpected("\\" + escape + " is no escape");
      }
    }
    return text.toString();
  }

  private static int codePoint(String text, int from, int digits) {
    try {
      int point = Integer.parseInt(text, from, Math.min(from + digits, text.length()), 16);
      if (Character.isValidCodePoint(point)) {
        return point;
      }
    } catch (NumberFormatException | IndexOutOfBoundsException _) {
      // Told below.
    }
    throw new TomlScanner.Unexpected("an escape has to name a letter by " + digits + " digits");
  }
}
