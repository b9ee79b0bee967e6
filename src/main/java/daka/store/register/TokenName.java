package daka.store.register;

import daka.checkin.VisibleText;
import java.util.Optional;

/// What people may call a token: something that can be read in one line of a list, and typed again.
public final class TokenName {
  private static final int MOST = 64;

  private TokenName() {}

  /// What is wrong with a name that was chosen, as in "is blank"; empty if nothing.
  public static Optional<String> fault(String name) {
    if (name.isBlank()) {
      return Optional.of("is blank");
    }
    if (name.codePointCount(0, name.length()) > MOST) {
      return Optional.of("is longer than " + MOST + " characters");
    }
    Optional<String> odd =
        name.codePoints()
            .filter(c -> !isPrintable(c))
            .mapToObj("holds U+%04X, which cannot be seen or is not of one line"::formatted)
            .findFirst();
    return odd.isEmpty() && !name.equals(name.strip())
        ? Optional.of("begins or ends with a space")
        : odd;
  }

  /// The name as a terminal may be given it: what is not printable is shown as `\\u` and its
  /// number.
  public static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              if (isPrintable(c)) {
                shown.appendCodePoint(c);
              } else {
                shown.append("\\u%04x".formatted(c));
              }
            });
    return shown.toString();
  }

  private static boolean isPrintable(int c) {
    return Character.getType(c) == Character.SPACE_SEPARATOR
        ? c == ' ' || c == '\u3000'
        : !VisibleText.isUnseen(c);
  }
}
