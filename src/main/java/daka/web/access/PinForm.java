package daka.web.access;

import daka.web.http.ProblemException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A PIN as it may be: digits that are not among the first that somebody would try.
public final class PinForm {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{6,8}");

  private static final Pattern CODE = Pattern.compile("[0-9]{4}");

  private PinForm() {}

  /// @throws ProblemException 400 if it is none, or too easily guessed
  public static String pin(@Nullable String payload) {
    if (payload == null || !DIGITS.matcher(payload).matches()) {
      throw ProblemException.badRequest("\"payload\" of a pin must be 6 to 8 digits");
    }
    return notEasy("payload", payload);
  }

  /// The four digits of a resident.
  ///
  /// @throws ProblemException 400 if they are none, or too easily guessed
  public static String code(@Nullable String code) {
    if (code == null || !CODE.matcher(code).matches()) {
      throw ProblemException.badRequest("\"code\" must be 4 digits");
    }
    return notEasy("code", code);
  }

  private static String notEasy(String field, String digits) {
    if (isRun(digits) || isRepetition(digits)) {
      throw ProblemException.badRequest(
          "\""
              + field
              + "\" is easily guessed; choose digits that neither count up or down nor repeat"
              + " themselves");
    }
    return digits;
  }

  /// Whether it counts up or down, with 0 after 9: 567890, 321098.
  private static boolean isRun(String pin) {
    int step = step(pin, 1);
    return (step == 1 || step == 9)
        && IntStream.range(2, pin.length()).allMatch(i -> step(pin, i) == step);
  }

  private static int step(String pin, int at) {
    return Math.floorMod(pin.charAt(at) - pin.charAt(at - 1), 10);
  }

  /// Whether it is its first digits over and over: 777777, 1212121, 123123.
  private static boolean isRepetition(String pin) {
    return IntStream.rangeClosed(1, pin.length() / 2)
        .anyMatch(length -> pin.startsWith(pin.substring(length)));
  }
}
