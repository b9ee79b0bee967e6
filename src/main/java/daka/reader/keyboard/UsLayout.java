package daka.reader.keyboard;

/// What the keys of a US keyboard write, which is what scanners type as they leave the factory, and
/// the layout of keyboards in China. Key codes are those of linux/input-event-codes.h.
final class UsLayout {
  static final int TAB = 15;
  static final int ENTER = 28;
  static final int KEYPAD_ENTER = 96;

  private static final char NONE = 0;
  private static final int CODES = 128;
  private static final char[] PLAIN = new char[CODES];
  private static final char[] SHIFTED = new char[CODES];

  static {
    row(2, "1234567890-=", "!@#$%^&*()_+");
    row(TAB, "\tqwertyuiop[]", "\tQWERTYUIOP{}");
    row(30, "asdfghjkl;'`", "ASDFGHJKL:\"~");
    row(43, "\\zxcvbnm,./", "|ZXCVBNM<>?");
    row(55, "*", "*");
    row(57, " ", " ");
    row(71, "789-456+1230.", "789-456+1230.");
    row(98, "/", "/");
  }

  private UsLayout() {}

  private static void row(int first, String plain, String shifted) {
    plain.getChars(0, plain.length(), PLAIN, first);
    shifted.getChars(0, shifted.length(), SHIFTED, first);
  }

  /// Whether a key writes anything.
  static boolean isWriting(int code) {
    return code >= 0 && code < CODES && PLAIN[code] != NONE;
  }

  /// What a key that [#isWriting] writes.
  static char write(int code, boolean shifted) {
    return shifted ? SHIFTED[code] : PLAIN[code];
  }

  static boolean isEnter(int code) {
    return code == ENTER || code == KEYPAD_ENTER;
  }
}
