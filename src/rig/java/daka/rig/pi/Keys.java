package daka.rig.pi;

import java.util.Locale;

/// The keys of the US layout, by their codes in `linux/input-event-codes.h`.
public final class Keys {
  public static final int ENTER = 28;
  public static final int LEFT_CTRL = 29;
  public static final int LEFT_SHIFT = 42;
  public static final int LEFT_ALT = 56;
  public static final int F4 = 62;
  public static final int DELETE = 111;

  static final int UP = 0;
  static final int DOWN = 1;

  /// The rows of the keyboard, each with the code of its first key.
  private static final String[] PLAIN = {
    "1234567890-=", "qwertyuiop[]", "asdfghjkl;'`", "\\zxcvbnm,./"
  };

  private static final String[] SHIFTED = {
    "!@#$%^&*()_+", "QWERTYUIOP{}", "ASDFGHJKL:\"~", "|ZXCVBNM<>?"
  };
  private static final int[] FIRST = {2, 16, 30, 43};
  private static final int SPACE = 57;

  private Keys() {}

  /// Appends what a keyboard sends for a character.
  static void type(StringBuilder events, char character) {
    switch (character) {
      case '\n' -> tap(events, ENTER);
      case ' ' -> tap(events, SPACE);
      default -> {
        int plain = code(PLAIN, character);
        if (plain >= 0) {
          tap(events, plain);
        } else {
          shifted(events, character);
        }
      }
    }
  }

  private static void shifted(StringBuilder events, char character) {
    int code = code(SHIFTED, character);
    if (code < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the layout has no key for U+%04X", (int) character));
    }
    event(events, LEFT_SHIFT, DOWN);
    tap(events, code);
    event(events, LEFT_SHIFT, UP);
  }

  private static int code(String[] rows, char character) {
    for (int row = 0; row < rows.length; row++) {
      int column = rows[row].indexOf(character);
      if (column >= 0) {
        return FIRST[row] + column;
      }
    }
    return -1;
  }

  private static void tap(StringBuilder events, int code) {
    event(events, code, DOWN);
    event(events, code, UP);
  }

  /// Appends one key going down or up, and the report that ends it.
  static void event(StringBuilder events, int code, int value) {
    events.append(Wedge.EV_KEY).append(' ').append(code).append(' ').append(value).append('\n');
    events.append(Wedge.EV_SYN).append(" 0 0\n");
  }
}
