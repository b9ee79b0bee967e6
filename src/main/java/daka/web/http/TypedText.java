package daka.web.http;

import daka.checkin.VisibleText;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks text that people typed or copied, of which [VisibleText] is taken.
public final class TypedText {
  private static final Pattern ID = Pattern.compile("\\d{1,18}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  private TypedText() {}

  /// Text that must be there: 1 to `max` characters of one line.
  ///
  /// @throws ProblemException 400 that names the field
  public static String line(String field, @Nullable String given, int max) {
    String text = optionalLine(field, given, max);
    if (text == null) {
      throw ProblemException.badRequest(
          "\"" + field + "\" is missing; give it 1 to " + max + " characters");
    }
    return text;
  }

  /// Text that may be left out: null if it is, or is blank.
  ///
  /// @throws ProblemException 400 that names the field
  public static @Nullable String optionalLine(String field, @Nullable String given, int max) {
    String text = given == null ? "" : VisibleText.of(given);
    if (holds(text, c -> Character.isISOControl(c) || isBroken(c))) {
      throw ProblemException.badRequest(
          "\"" + field + "\" holds a control character or half a character; take it out");
    }
    return within(field, text, max);
  }

  /// Text of several lines that may be left out.
  ///
  /// @throws ProblemException 400 that names the field
  public static @Nullable String optionalLines(String field, @Nullable String given, int max) {
    String text = given == null ? "" : VisibleText.of(given);
    if (holds(text, c -> (Character.isISOControl(c) && "\r\n\t".indexOf(c) < 0) || isBroken(c))) {
      throw ProblemException.badRequest(
          "\"" + field + "\" holds a control character or half a character; take it out");
    }
    return within(field, text, max);
  }

  private static boolean holds(String text, IntPredicate wrong) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (wrong.test(text.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBroken(int c) {
    return c == 0x2028 || c == 0x2029 || c == 0xFFFD || (c >= 0xD800 && c <= 0xDFFF);
  }

  private static @Nullable String within(String field, String text, int max) {
    if (text.codePointCount(0, text.length()) > max) {
      throw ProblemException.badRequest(
          "\"" + field + "\" is longer than " + max + " characters; shorten it");
    }
    return text.isEmpty() ? null : text;
  }

  /// Text of a form, or null if it is left out.
  ///
  /// @param form in words, with an example
  /// @throws ProblemException 400 that names the field
  public static @Nullable String formed(
      String field, @Nullable String given, Pattern pattern, String form) {
    String text = given == null ? "" : VisibleText.of(given);
    if (!text.isEmpty() && !pattern.matcher(text).matches()) {
      throw ProblemException.badRequest("\"" + field + "\" must be " + form);
    }
    return text.isEmpty() ? null : text;
  }

  /// The id of what a field names.
  ///
  /// @throws ProblemException 400 that names the field
  public static long id(String field, String given) {
    if (!ID.matcher(given).matches()) {
      throw ProblemException.badRequest(
          "\"" + field + "\" must be the id of a " + field + ", digits");
    }
    return Long.parseLong(given);
  }

  /// Whether it is a name that a caller may choose for what it makes, such as a UUID.
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  public static boolean isSlug(String text) {
    return SLUG.matcher(text).matches();
  }
}
